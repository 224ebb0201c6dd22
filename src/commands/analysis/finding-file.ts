import { type Finding, PATTERNS_VERSION } from '../../analysis/finding.ts'
import { decimalOf } from '../../basics/money.ts'
import type { BlockOf } from '../../basics/reply.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import type { Market } from '../../market/market-ports.ts'
import { csvFile } from '../csv.ts'

const HEADER = ['kind', 'direction', 'first_ms', 'last_ms', 'top', 'bottom', 'strength', 'state', 'ended_ms', 'version'] as const
const STRENGTH_DECIMALS = 4

/** All that was found as a file: openings of candles in milliseconds, prices in plain digits. */
export function findingFile(
  { base, quote }: Pick<Market, 'base' | 'quote'>,
  timeframe: Timeframe,
  findings: readonly Finding[],
): BlockOf<'file'> {
  return csvFile(`patterns_${base}_${quote}_${timeframe}.csv`, HEADER, findings.map(cellsOf))
}

function cellsOf({ kind, direction, first, last, top, bottom, strength, state, endedAt }: Finding): readonly string[] {
  const times = [first, last].map(String)
  const prices = [top, bottom].map((price) => decimalOf(price).toFixed())
  const ended = endedAt === undefined ? '' : String(endedAt)
  return [kind, direction, ...times, ...prices, strength.toFixed(STRENGTH_DECIMALS), state, ended, String(PATTERNS_VERSION)]
}
