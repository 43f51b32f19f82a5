import { estimate, type Figure } from './figure.ts'

/** A compute accelerator: what one package draws when busy and when idle, and what it computes at most. */
export interface Accelerator {
  readonly name: string
  readonly busy_W: Figure
  readonly idle_W: Figure
  /** Dense, 16 bit. */
  readonly peak_TFLOP_s: Figure
}

const idleShare = 'a tenth of the busy power'

export const ACCELERATORS = {
  'h100-sxm': {
    name: 'NVIDIA H100 SXM',
    busy_W: { value: 700, source: 'NVIDIA data sheet, read in a secondary source', year: 2022, confidence: 'B' },
    idle_W: estimate(70, idleShare, [50, 120]),
    peak_TFLOP_s: {
      value: 989,
      source: 'NVIDIA data sheet, dense FP16, read in a secondary source',
      year: 2022,
      confidence: 'B',
    },
  },
  b200: {
    name: 'NVIDIA B200',
    busy_W: { value: 1000, source: 'NVIDIA data sheet, read in a secondary source', year: 2024, confidence: 'B' },
    idle_W: estimate(100, idleShare, [70, 150]),
    peak_TFLOP_s: estimate(2250, 'dense FP16 as remembered from the data sheet', [2200, 2500]),
  },
} as const satisfies Record<string, Accelerator>

export type AcceleratorName = keyof typeof ACCELERATORS
export const acceleratorOf = (name: AcceleratorName): Accelerator => ACCELERATORS[name]
