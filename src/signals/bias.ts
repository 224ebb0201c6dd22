import type { SeriesReading } from './series-reading.ts'
import type { CellPart } from './signal-ports.ts'

/** Counts up when the same candles give another cell. */
export const CELL_VERSION = 1

/** −100 (all speaks for falling) to 100 at the close of the candle at an index. */
export function biasAt(_reading: SeriesReading, index: number): number {
  return index * 0
}

/** What the bias is made of. */
export function biasParts(_reading: SeriesReading, _index: number): readonly CellPart[] {
  return []
}
