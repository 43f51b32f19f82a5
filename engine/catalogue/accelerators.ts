import { estimate, type Figure } from './figure.ts'

/** A compute accelerator: what one package draws when busy and when idle, what it computes, and how it bears power and heat. */
export interface Accelerator {
  readonly name: string
  readonly busy_W: Figure
  readonly idle_W: Figure
  /** Dense, 16 bit. */
  readonly peak_TFLOP_s: Figure
  /** Throughput under a cap goes with the share of the power above idle that the cap leaves, to the power of this; less than 1, for clocks fall slower than power. */
  readonly throughput_exponent_unit: Figure
  /** From the junction to what its cold plate is mounted on. */
  readonly junction_resistance_K_W: Figure
  /** Junction temperatures between which it throttles itself, from all of its power above idle to none. */
  readonly throttle_start_K: Figure
  readonly throttle_end_K: Figure
}

const CAPPING =
  'derived: an H100 capped at 600 of 700 W loses 10 to 15 % of pretraining and 5 to 8 % of memory-bound inference (factryze.ai)'
const DATA_SHEET = 'NVIDIA data sheet, read in a secondary source'

const idle = (busy_W: number) => estimate(0.1 * busy_W, 'a tenth of the busy power', [0.07 * busy_W, 0.17 * busy_W])
const junction = (value: number, range: readonly [number, number]) =>
  estimate(value, 'cold plates of 20 to 60 K at full power', range)

/** What is known of none of them apart. */
const common = {
  throughput_exponent_unit: { value: 0.7, source: CAPPING, year: 2026, confidence: 'D', range: [0.35, 0.95] },
  throttle_start_K: estimate(363, 'slowing begins at 85 to 95 C', [358, 368]),
  throttle_end_K: estimate(393, 'they shut down by 105 to 120 C', [378, 393]),
} as const satisfies Partial<Accelerator>

export const ACCELERATORS = {
  'h100-sxm': {
    name: 'NVIDIA H100 SXM',
    busy_W: { value: 700, source: DATA_SHEET, year: 2022, confidence: 'B' },
    idle_W: idle(700),
    peak_TFLOP_s: { value: 989, source: `${DATA_SHEET}; dense FP16`, year: 2022, confidence: 'B' },
    junction_resistance_K_W: junction(0.04, [0.03, 0.08]),
    ...common,
  },
  'h200-sxm': {
    name: 'NVIDIA H200 SXM',
    busy_W: { value: 700, source: DATA_SHEET, year: 2023, confidence: 'B' },
    idle_W: idle(700),
    peak_TFLOP_s: {
      value: 989,
      source: `${DATA_SHEET}; dense FP16, the chip of the H100`,
      year: 2023,
      confidence: 'B',
    },
    junction_resistance_K_W: junction(0.04, [0.03, 0.08]),
    ...common,
  },
  b200: {
    name: 'NVIDIA B200',
    busy_W: { value: 1000, source: DATA_SHEET, year: 2024, confidence: 'B' },
    idle_W: idle(1000),
    peak_TFLOP_s: { value: 2250, source: `${DATA_SHEET}; dense FP16`, year: 2024, confidence: 'B' },
    junction_resistance_K_W: junction(0.03, [0.02, 0.06]),
    ...common,
  },
  gb200: {
    name: 'NVIDIA GB200, one of its Blackwell chips',
    busy_W: { value: 1200, source: DATA_SHEET, year: 2024, confidence: 'B' },
    idle_W: idle(1200),
    peak_TFLOP_s: { value: 2500, source: `${DATA_SHEET}; dense FP16`, year: 2024, confidence: 'B' },
    junction_resistance_K_W: junction(0.03, [0.02, 0.06]),
    ...common,
  },
  b300: {
    name: 'NVIDIA B300 (Blackwell Ultra)',
    busy_W: { value: 1400, source: 'secondary (itkb.uw.cz, June 2026)', year: 2026, confidence: 'B' },
    idle_W: idle(1400),
    peak_TFLOP_s: {
      value: 2250,
      source: 'as the B200, whose dies it has; a secondary source says 3500',
      year: 2026,
      confidence: 'D',
      range: [2250, 3500],
    },
    junction_resistance_K_W: junction(0.025, [0.015, 0.04]),
    ...common,
  },
  'tpu-v6e': {
    name: 'Google TPU v6e (Trillium)',
    busy_W: estimate(175, 'not disclosed; 150 to 200 W is guessed in public', [150, 200]),
    idle_W: idle(175),
    peak_TFLOP_s: { value: 918, source: 'Google, BF16, read in a public repository', year: 2024, confidence: 'C' },
    junction_resistance_K_W: junction(0.15, [0.1, 0.3]),
    ...common,
  },
} as const satisfies Record<string, Accelerator>

export type AcceleratorName = keyof typeof ACCELERATORS
export const acceleratorOf = (name: AcceleratorName): Accelerator => ACCELERATORS[name]
