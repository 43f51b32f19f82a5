import { formatUtc, type Recording } from '../../engine/index.ts'
import { instant } from '../format.ts'
import type { SceneHandle } from '../scene/scene.ts'

export interface Size {
  readonly width_px: number
  readonly height_px: number
}

/** Draws the scene in a size for as long as `use` takes: pictures with name and instant below, so that each tells what it shows. */
export async function withPictures<T>(
  scene: SceneHandle,
  recording: Recording,
  { width_px, height_px }: Size,
  use: (at: (time_s: number) => OffscreenCanvas) => Promise<T>,
): Promise<T> {
  const pictures = scene.pictures(width_px, height_px)
  if (pictures === undefined) throw new Error('There is nothing to draw: this run has no orbit.')
  try {
    return await use(time_s => captioned(pictures.at(time_s), recording, time_s))
  } finally {
    pictures.end()
  }
}

function captioned(canvas: OffscreenCanvas, recording: Recording, time_s: number): OffscreenCanvas {
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
  const size_px = Math.max(11, Math.round(canvas.height / 54))
  context.font = `${size_px}px system-ui, sans-serif`
  context.fillStyle = '#dce4ee'
  context.shadowColor = '#000'
  context.shadowBlur = size_px / 3
  const text = `${recording.name} · ${instant(formatUtc(recording.start_us + time_s * 1e6))} UTC`
  context.fillText(text, size_px, canvas.height - size_px)
  return canvas
}

export const png = (canvas: OffscreenCanvas) => canvas.convertToBlob({ type: 'image/png' })
