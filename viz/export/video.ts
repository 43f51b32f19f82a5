import { type Frame, webmOf } from './webm.ts'

export const FRAMES_A_SECOND = 30
/** A picture that stands alone every so many. */
const KEY_EVERY = 60
/** Bits for each pixel of each picture: enough for smooth gradients of sky and sea. */
const BITS_A_PIXEL = 0.2
/** More pictures waiting than this only fill memory. */
const MOST_WAITING = 8

export interface VideoPlan {
  readonly width_px: number
  readonly height_px: number
  /** Length of the film. */
  readonly duration_s: number
  /** Draws the picture at a place in the film, from 0 to 1. */
  readonly draw: (place: number) => OffscreenCanvas
  readonly progress: (done: number, of: number) => void
}

/** Draws and encodes picture after picture, each at its own time. Rejects with what to do where the browser cannot encode. */
export async function recordVideo({ width_px, height_px, duration_s, draw, progress }: VideoPlan): Promise<Blob> {
  if (!('VideoEncoder' in globalThis))
    throw new Error('This browser cannot encode video. Use one with WebCodecs, such as Chromium 94.')
  const frames: Frame[] = []
  let failure: Error | undefined
  const encoder = new VideoEncoder({
    output: chunk => {
      const data = new Uint8Array(chunk.byteLength)
      chunk.copyTo(data)
      frames.push({ time_ms: Math.round(chunk.timestamp / 1000), key: chunk.type === 'key', data })
    },
    error: error => {
      failure = error
    },
  })
  const bitrate = Math.round(width_px * height_px * FRAMES_A_SECOND * BITS_A_PIXEL)
  encoder.configure({ codec: 'vp8', width: width_px, height: height_px, bitrate, framerate: FRAMES_A_SECOND })
  const count = Math.max(2, Math.round(duration_s * FRAMES_A_SECOND))
  for (let k = 0; k < count && failure === undefined; k++) {
    const timestamp = Math.round((k * 1e6) / FRAMES_A_SECOND)
    const frame = new VideoFrame(draw(k / (count - 1)), { timestamp, duration: Math.round(1e6 / FRAMES_A_SECOND) })
    encoder.encode(frame, { keyFrame: k % KEY_EVERY === 0 })
    frame.close()
    progress(k + 1, count)
    // The page goes on living, and the encoder is not flooded.
    do await new Promise(resolve => setTimeout(resolve))
    while (encoder.encodeQueueSize > MOST_WAITING)
  }
  if (failure === undefined) await encoder.flush()
  encoder.close()
  if (failure !== undefined) throw failure
  const duration_ms = Math.round((count * 1000) / FRAMES_A_SECOND)
  return new Blob([webmOf({ codec: 'V_VP8', width_px, height_px, duration_ms, frames })], { type: 'video/webm' })
}
