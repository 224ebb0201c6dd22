import { type Candle, type Candles, candlesFrom, indexFrom, sliceCandles } from '../../basics/candles.ts'
import { Refusal } from '../../basics/refusal.ts'
import { lengthOf, nextOpen, type Timeframe } from '../../basics/timeframe.ts'
import { type CandleFileName, type CsvRow, readCandleCsv, readCandleFileName } from '../candles/candle-csv.ts'
import { createSieve } from '../candles/find-faults.ts'
import { createSpacing } from '../candles/spacing.ts'
import type { CandleFault, CandleFiles, CandleHistory, CandleSpan, KnownPart, Market, TimeSpan } from '../market-ports.ts'
import { inferStep } from './infer-step.ts'

const CANDLES_MAX = 5_000_000

/** Recorded candles in memory. */
export interface RecordedCandles extends CandleHistory {
  /** Impossible rows that were left out, by reason. */
  readonly faults: Readonly<Partial<Record<CandleFault['reason'], number>>>
  /** When the newest of all prices was seen that are known at `now`. */
  newestAt(now: number): number | undefined
  /** Every market with the time it was recorded in, whichever the timeframe. */
  readonly recorded: readonly { readonly market: Market; readonly span: TimeSpan }[]
}

interface Recording {
  readonly market: Market
  readonly series: readonly (CandleSpan & { readonly candles: Candles })[]
}

/** Reads all candle files of a folder. Files with other names are passed over; without a single candle it refuses. `now` is wall time. */
export async function readRecordedCandles(files: CandleFiles, now: number): Promise<RecordedCandles> {
  const faults: Partial<Record<CandleFault['reason'], number>> = {}
  const rows = new Map<string, { readonly file: CandleFileName; readonly candles: Map<number, Candle> }>()
  let total = 0
  for (const name of await files.names()) {
    const file = readCandleFileName(name)
    if (file === undefined) continue
    const key = `${file.venue}:${file.base}/${file.quote} ${file.timeframe}`
    const kept = rows.get(key) ?? { file, candles: new Map<number, Candle>() }
    rows.set(key, kept)
    const sieve = createSieve({
      timeframe: file.timeframe,
      now,
      good: (candle) => kept.candles.set(candle.time, candle),
      bad: ({ reason }) => {
        faults[reason] = (faults[reason] ?? 0) + 1
      },
    })
    for await (const some of rowsIn(files, file)) {
      total += some.length
      if (total > CANDLES_MAX) throw new Refusal('over-limit', `A replay holds at most ${CANDLES_MAX} candles.`)
      for (const { candle, text } of some) sieve.push(candle, text)
    }
    sieve.end()
  }
  return recordedCandles(recordingsOf([...rows.values()]), faults)
}

/** The rows of one file; a refusal names the file. */
async function* rowsIn(files: CandleFiles, { name, timeframe }: CandleFileName): AsyncGenerator<readonly CsvRow[]> {
  const spacing = createSpacing(timeframe)
  try {
    for await (const rows of readCandleCsv(files.open(name))) {
      for (const { candle } of rows) spacing.push(candle.time)
      yield rows
    }
    spacing.check()
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw new Refusal('unavailable', `The candle file ${name} cannot be read.`, { cause })
    throw new Refusal(cause.code, `${name}: ${cause.message}`, { hint: cause.hint ?? 'Mend the file or take it out of the folder.', cause })
  }
}

function recordingsOf(rows: readonly { readonly file: CandleFileName; readonly candles: ReadonlyMap<number, Candle> }[]): Recording[] {
  const markets = new Map<string, { readonly file: CandleFileName; readonly series: Recording['series'][number][] }>()
  for (const { file, candles } of rows) {
    const id = `${file.venue}:${file.base}/${file.quote}`
    const market = markets.get(id) ?? { file, series: [] }
    markets.set(id, market)
    const series = seriesOf(
      file.timeframe,
      [...candles.values()].sort((a, b) => a.time - b.time),
    )
    if (series !== undefined) market.series.push(series)
  }
  return [...markets].flatMap(([id, { file, series }]) => {
    const longest = series.reduce<Candles | undefined>((best, { candles }) => (bigger(candles, best) ? candles : best), undefined)
    if (longest === undefined) return []
    const { venue, base, quote } = file
    const steps = { tick: inferStep(longest.close), lot: inferStep(longest.volume) }
    const market: Market = { id, venue, symbol: `${base}/${quote}`, base, quote, ...steps, active: true }
    return [{ market, series: series.sort((a, b) => lengthOf(a.timeframe) - lengthOf(b.timeframe)) }]
  })
}

function seriesOf(timeframe: Timeframe, rows: readonly Candle[]): Recording['series'][number] | undefined {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return { timeframe, from: first.time, to: nextOpen(timeframe, last.time), candles: candlesFrom(timeframe, rows) }
}

const bigger = (candles: Candles, than: Candles | undefined): boolean => than === undefined || candles.time.length > than.time.length

function recordedCandles(recordings: readonly Recording[], faults: RecordedCandles['faults']): RecordedCandles {
  const byMarket = new Map(recordings.map((recording) => [recording.market.id, recording]))
  const markets = recordings.map(({ market }) => market)
  const recorded = recordings.map(({ market, series }) => ({
    market,
    span: { from: Math.min(...series.map(({ from }) => from)), to: Math.max(...series.map(({ to }) => to)) },
  }))
  if (recorded.length === 0) {
    throw new Refusal('not-found', 'There are no candles to replay.', {
      hint: 'Files are named like binance_BTC_USDT_1h.csv and begin with timestamp_ms,open,high,low,close,volume.',
    })
  }
  const range: TimeSpan = {
    from: Math.min(...recorded.map(({ span }) => span.from)),
    to: Math.max(...recorded.map(({ span }) => span.to)),
  }
  return {
    faults,
    recorded,
    newestAt(now) {
      const seen = recordings.flatMap(({ series }) => series.flatMap(({ candles }) => lastSeenAt(candles, now) ?? []))
      return seen.length === 0 ? undefined : Math.max(...seen)
    },
    markets: async () => markets,
    spans: (market) => byMarket.get(market.id)?.series ?? [],
    range: async () => range,
    async read({ market, timeframe, from, to }) {
      const series = byMarket.get(market.id)?.series.find((each) => each.timeframe === timeframe)
      if (series === undefined) return candlesFrom(timeframe, [])
      return sliceCandles(series.candles, indexFrom(series.candles.time, from), indexFrom(series.candles.time, to))
    },
    unfinished: openAlone,
  }
}

function lastSeenAt({ timeframe, time }: Candles, now: number): number | undefined {
  const open = time[indexFrom(time, now + 1) - 1]
  if (open === undefined) return undefined
  const closes = nextOpen(timeframe, open)
  return closes <= now ? closes : open
}

/** Of a recorded candle only the open is known before it closes: high, low and close would be the future. */
export function openAlone({ time, open }: Candle): KnownPart {
  return { part: { time, open, high: open, low: open, close: open, volume: 0 }, at: time }
}
