import type { Candles } from '../basics/candles.ts'
import { createCandlePainter } from './candle-painter.ts'
import type { CandlePicture } from './charts.ts'

/** What the painter's thread is asked for. `real` are the candles before Heikin-Ashi. */
export interface CandleTask {
  readonly spec: CandlePicture
  readonly real: Candles
}

const paint = createCandlePainter()

/** The entry of the painter's thread. */
export function candles({ spec, real }: CandleTask): Uint8Array {
  return paint(spec, real)
}
