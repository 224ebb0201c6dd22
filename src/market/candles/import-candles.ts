import { type Candle, candlesFrom } from '../../basics/candles.ts'
import { Refusal } from '../../basics/refusal.ts'
import { nextOpen, type Timeframe } from '../../basics/timeframe.ts'
import type { CandleFault, CandleStore, Market } from '../market-ports.ts'
import { candlesBetween } from './build-candles.ts'
import { readCandleCsv } from './candle-csv.ts'
import { createSieve } from './find-faults.ts'
import { createSpacing } from './spacing.ts'

const BATCH_CANDLES = 10_000
const COMPLAINTS_MAX = 5
const SHOWN_CHARACTERS_MAX = 80

const WORDS: Record<CandleFault['reason'], string> = {
  'not-a-number': 'does not read as six numbers',
  'high-below-low': 'has its high below its low',
  'outside-range': 'opens or closes outside of its high and low',
  'not-positive': 'has a price that is not above zero',
  'negative-volume': 'has a negative volume',
  duplicate: 'opens at the same time as the one before',
  unsorted: 'comes after a later one; rows run from the oldest to the newest',
  misaligned: 'does not open where a candle of this timeframe opens',
  future: 'has not closed yet',
  spike: 'leaps to a hundred times the price or a hundredth of it',
}

export interface CandleImport {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly market: Market
  readonly timeframe: Timeframe
  readonly store: CandleStore
  /** Wall time: candles that have not closed by then are set aside. */
  readonly now: number
}

export interface ImportReport {
  readonly read: number
  readonly written: number
  readonly quarantined: Readonly<Partial<Record<CandleFault['reason'], number>>>
  /** How many candles are missing between those that were written. */
  readonly gaps: number
  /** From the first opening to the last close that was written. */
  readonly from?: number
  readonly to?: number
  /** The first rows that were set aside, as sentences with line numbers. */
  readonly complaints: readonly string[]
}

/** Reads a candle file into the store, some thousand candles at a time. Impossible rows are quarantined and counted. Refuses a file with another header, of another timeframe, or without a single good row. */
export async function importCandles({ bytes, market, timeframe, store, now }: CandleImport): Promise<ImportReport> {
  const quarantined: Partial<Record<CandleFault['reason'], number>> = {}
  const complaints: string[] = []
  let batch: Candle[] = []
  let faults: CandleFault[] = []
  let [read, written, gaps] = [0, 0, 0]
  let [first, last]: [number | undefined, number | undefined] = [undefined, undefined]
  const sieve = createSieve({
    timeframe,
    now,
    good(candle) {
      if (last !== undefined) gaps += candlesBetween(timeframe, last, candle.time) - 1
      first ??= candle.time
      last = candle.time
      batch.push(candle)
    },
    bad({ row, ...fault }) {
      quarantined[fault.reason] = (quarantined[fault.reason] ?? 0) + 1
      const colon = row.indexOf(':')
      const text = row.slice(colon + 1, colon + 1 + SHOWN_CHARACTERS_MAX)
      if (complaints.length < COMPLAINTS_MAX) complaints.push(`Line ${row.slice(0, colon)} ${WORDS[fault.reason]}: ${text}`)
      faults.push({ ...fault, row: text })
    },
  })
  const spacing = createSpacing(timeframe)
  const flush = async (least: number): Promise<void> => {
    if (batch.length >= least && batch.length > 0) {
      written += await store.write(market, candlesFrom(timeframe, batch))
      batch = []
    }
    if (faults.length >= least && faults.length > 0) {
      await store.quarantine(market, timeframe, faults)
      faults = []
    }
  }

  for await (const rows of readCandleCsv(bytes)) {
    for (const { line, text, candle } of rows) {
      spacing.push(candle.time)
      sieve.push(candle, `${line}:${text}`)
    }
    read += rows.length
    spacing.check()
    await flush(BATCH_CANDLES)
  }
  sieve.end()
  await flush(1)
  if (first === undefined || last === undefined) {
    throw new Refusal('bad-input', `Not one of ${read} rows is a candle of ${timeframe}.`, { hint: complaints[0] })
  }
  return { read, written, quarantined, gaps, complaints, from: first, to: nextOpen(timeframe, last) }
}
