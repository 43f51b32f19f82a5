import { duration } from './duration.ts'
import { everyTick } from './every-tick.ts'
import { integral } from './integral.ts'
import { mean } from './mean.ts'
import type { AnyMeasure } from './measure.ts'
import { orbitEnd } from './orbit-end.ts'
import { orbitMean } from './orbit-mean.ts'
import { percentile } from './percentile.ts'

/** What of a column a limit may be about; the first is meant when none is written. */
export const MEASURES: readonly AnyMeasure[] = [everyTick, percentile, orbitEnd, orbitMean, mean, integral, duration]
