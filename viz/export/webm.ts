/** An encoded picture of a film. */
export interface Frame {
  readonly time_ms: number
  /** It can be shown without those before. */
  readonly key: boolean
  readonly data: Uint8Array<ArrayBuffer>
}

export interface Film {
  /** As Matroska names it: `V_VP8`, `V_VP9`. */
  readonly codec: string
  readonly width_px: number
  readonly height_px: number
  readonly duration_ms: number
  readonly frames: readonly Frame[]
}

type Bytes = Uint8Array<ArrayBuffer>

/** Most that a block's 16-bit time within its cluster can be. */
const CLUSTER_ms = 30_000

/**
 * A WebM file (Matroska, RFC 9559, in EBML, RFC 8794) with one track of pictures, each at its exact time in whole milliseconds: a film of a range
 * is the same however fast the machine drew it, which a recorder of the screen cannot promise.
 */
export function webmOf({ codec, width_px, height_px, duration_ms, frames }: Film): Bytes {
  const header = element(0x1a45dfa3, [
    number(0x4286, 1), // EBMLVersion
    number(0x42f7, 1), // EBMLReadVersion
    number(0x42f2, 4), // EBMLMaxIDLength
    number(0x42f3, 8), // EBMLMaxSizeLength
    text(0x4282, 'webm'), // DocType
    number(0x4287, 2), // DocTypeVersion
    number(0x4285, 2), // DocTypeReadVersion
  ])
  const info = element(0x1549a966, [
    number(0x2ad7b1, 1_000_000), // TimestampScale: ns a unit of time
    float(0x4489, duration_ms),
    text(0x4d80, 'heliosync'), // MuxingApp
    text(0x5741, 'heliosync'), // WritingApp
  ])
  const video = element(0xe0, [number(0xb0, width_px), number(0xba, height_px)])
  const track = element(0xae, [
    number(0xd7, 1), // TrackNumber
    number(0x73c5, 1), // TrackUID
    number(0x83, 1), // TrackType: pictures
    text(0x86, codec),
    video,
  ])
  const clusters = clustersOf(frames).map(group => {
    const start_ms = group[0].time_ms
    return element(0x1f43b675, [number(0xe7, start_ms), ...group.map(frame => block(frame, start_ms))])
  })
  return joined([header, element(0x18538067, [info, element(0x1654ae6b, [track]), ...clusters])])
}

/** A cluster begins with a picture that stands alone. */
function clustersOf(frames: readonly Frame[]): Frame[][] {
  const clusters: Frame[][] = []
  for (const frame of frames) {
    const now = clusters.at(-1)
    if (
      now === undefined ||
      (frame.key && frame.time_ms - now[0].time_ms > 0) ||
      frame.time_ms - now[0].time_ms > CLUSTER_ms
    )
      clusters.push([frame])
    else now.push(frame)
  }
  return clusters
}

/** A SimpleBlock: track 1, time within the cluster, flags, the picture. */
function block({ time_ms, key, data }: Frame, start_ms: number): Bytes {
  const offset_ms = time_ms - start_ms
  return element(0xa3, [Uint8Array.of(0x81, offset_ms >> 8, offset_ms & 0xff, key ? 0x80 : 0), data])
}

function element(id: number, content: readonly Bytes[]): Bytes {
  const size = content.reduce((sum, c) => sum + c.length, 0)
  return joined([bigEndian(id), sizeOf(size), ...content])
}

const number = (id: number, value: number) => element(id, [bigEndian(value)])
const text = (id: number, value: string) => element(id, [new TextEncoder().encode(value)])

function float(id: number, value: number): Bytes {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value)
  return element(id, [bytes])
}

/** Whole and not negative, in as few bytes as it needs. */
function bigEndian(value: number): Bytes {
  const bytes: number[] = []
  for (let rest = value; rest >= 1 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Uint8Array.from(bytes)
}

/** A size in eight bytes: a one, then 56 bits. */
function sizeOf(size: number): Bytes {
  const bytes = new Uint8Array(8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x01000000 + Math.floor(size / 2 ** 32))
  view.setUint32(4, size % 2 ** 32)
  return bytes
}

function joined(pieces: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
