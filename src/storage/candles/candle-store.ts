import { type Candles, indexFrom, joinCandles, sliceCandles } from '../../basics/candles.ts'
import { nextOpen, TIMEFRAMES, type Timeframe } from '../../basics/timeframe.ts'
import type { CandleFault, CandleStore, KeptCandles, Market } from '../../market/market-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import type { SqlRow } from '../engine/sql-driver.ts'
import { storableText } from '../storable-text.ts'
import { decodeChunk } from './candle-codec.ts'
import { candlesFromRows, inOrder } from './candle-order.ts'
import { CODEC_ROWS, readSeries, type Series, writeSeries } from './candle-series-tables.ts'

const FAULT_ROW_CHARS_MAX = 500

export function createCandleStore({ connection, clock }: StoreParts): CandleStore {
  return {
    async read({ market, timeframe, from, to }) {
      const rows = await readSeries(connection.sql, { marketId: market.id, timeframe }, { from: wholeMs(from), to: wholeMs(to) })
      const parts = await Promise.all(rows.map((row) => candlesIn(timeframe, row)))
      const all = joinCandles(timeframe, parts)
      return sliceCandles(all, indexFrom(all.time, from), indexFrom(all.time, to))
    },
    async write(market, candles) {
      const ordered = inOrder(candles)
      if (ordered.time.length === 0) return 0
      const series: Series = { marketId: market.id, timeframe: candles.timeframe }
      const at = new Date(clock.now()).toISOString()
      await connection.sqlTransaction((sql) => writeSeries(sql, series, { candles: ordered, at }))
      return candles.time.length
    },
    async list() {
      const rows = await connection.sql.run(`
        SELECT market_id, timeframe, min(first) AS first, max(last) AS last, sum(count)::bigint AS count
        FROM (
          SELECT market_id, timeframe, start AS first, last, count FROM candle_chunks
          UNION ALL
          SELECT market_id, timeframe, time, time, 1 FROM candle_tail
        ) AS kept
        GROUP BY market_id, timeframe ORDER BY market_id, timeframe`)
      return rows.map(keptFrom)
    },
    async quarantine(market: Market, timeframe, faults) {
      await connection.sql.run(
        `INSERT INTO candle_faults (market_id, timeframe, time, reason, row, created_at)
         SELECT $1, $2, fault.*, $6::timestamptz FROM unnest(
           string_to_array($3, ',')::float8[], string_to_array($4, ','), ARRAY(SELECT jsonb_array_elements_text($5::jsonb))) AS fault
         ON CONFLICT DO NOTHING`,
        [market.id, timeframe, ...faultColumns(faults), new Date(clock.now()).toISOString()],
      )
    },
    async countFaults() {
      const [row] = await connection.sql.run('SELECT count(*) AS count FROM candle_faults')
      return Number(row?.count)
    },
  }
}

function candlesIn(timeframe: Timeframe, { count, codec, checksum, data }: SqlRow): Candles | Promise<Candles> {
  if (!(data instanceof Uint8Array)) throw new Error('A chunk of candles holds no bytes')
  if (codec === CODEC_ROWS) return candlesFromRows(timeframe, data)
  return decodeChunk(timeframe, Number(count), { codec: Number(codec), checksum: Number(checksum), data })
}

function keptFrom({ market_id, timeframe: word, first, last, count }: SqlRow): KeptCandles {
  const timeframe = TIMEFRAMES.find((each) => each === word)
  if (timeframe === undefined) throw new Error('The database keeps candles of an unknown timeframe')
  return { marketId: String(market_id), timeframe, from: Number(first), to: nextOpen(timeframe, Number(last)), count: Number(count) }
}

function faultColumns(faults: readonly CandleFault[]): readonly string[] {
  const rows = faults.map(({ row }) => storableText(row.slice(0, FAULT_ROW_CHARS_MAX)))
  return [faults.map(({ time }) => time).join(), faults.map(({ reason }) => reason).join(), JSON.stringify(rows)]
}

/** A bound of openings, which are whole milliseconds, as a bigint column can be compared with. */
function wholeMs(at: number): number {
  return Math.min(Math.max(Math.ceil(at), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
}
