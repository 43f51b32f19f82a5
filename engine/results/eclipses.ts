import type { ContactKind } from '../physics/light/contacts.ts'

/** One passage through the shadow. A contact outside the run is null; a grazing passage has no umbra. Seconds since the start. */
export interface Eclipse {
  penumbra_start_s: number | null
  umbra_start_s: number | null
  umbra_end_s: number | null
  penumbra_end_s: number | null
}

const FIELD = {
  'penumbra-start': 'penumbra_start_s',
  'umbra-start': 'umbra_start_s',
  'umbra-end': 'umbra_end_s',
  'penumbra-end': 'penumbra_end_s',
} as const satisfies Record<ContactKind, keyof Eclipse>

/** Groups contacts, in their order of time, into passages. `startsDark`: the run begins inside a shadow. */
export function groupEclipses(
  contacts: readonly { kind: ContactKind; time_s: number }[],
  startsDark: boolean,
): Eclipse[] {
  const eclipses: Eclipse[] = []
  let open: Eclipse | undefined = startsDark ? emptyEclipse() : undefined
  for (const { kind, time_s } of contacts) {
    open ??= emptyEclipse()
    open[FIELD[kind]] = time_s
    if (kind !== 'penumbra-end') continue
    eclipses.push(open)
    open = undefined
  }
  if (open !== undefined) eclipses.push(open)
  return eclipses
}

const emptyEclipse = (): Eclipse => ({
  penumbra_start_s: null,
  umbra_start_s: null,
  umbra_end_s: null,
  penumbra_end_s: null,
})

/** Seconds of a passage that fall into a run of `duration_s`. */
export function eclipseLength_s(e: Eclipse, duration_s: number): number {
  return (e.penumbra_end_s ?? duration_s) - (e.penumbra_start_s ?? 0)
}
