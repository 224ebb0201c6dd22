import { CANDLE_COLUMNS, type Candles, indexFrom, joinCandles, sliceCandles } from '../../basics/candles.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import type { Sql, SqlRow } from '../engine/sql-driver.ts'
import { CHUNK_CANDLES_MAX, decodeChunk, encodeChunk } from './candle-codec.ts'
import { candlesFromRows, evenPieces, inOrder } from './candle-order.ts'

/** The candles of one market and timeframe: full chunks, and after the last of them the tail as rows. */
export interface Series {
  readonly marketId: string
  readonly timeframe: Timeframe
}

interface Batch {
  /** By opening, each opening once. */
  readonly candles: Candles
  /** When they are written, for `created_at`. */
  readonly at: string
}

/** In place of a codec: what stands in the tail comes as rows. */
export const CODEC_ROWS = 0

const TAIL_BYTES = `string_agg(int8send(time) || float8send(open) || float8send(high) || float8send(low) || float8send(close) || float8send(volume), ''::bytea ORDER BY time)`

/** Chunks that touch [from, to), and the part of the tail that lies in it, in one statement: between two, a tail might become a chunk. */
export function readSeries(
  sql: Sql,
  { marketId, timeframe }: Series,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly SqlRow[]> {
  return sql.run(
    `SELECT start, count, codec, checksum, data FROM candle_chunks
     WHERE market_id = $1 AND timeframe = $2 AND last >= $3 AND start < $4
     UNION ALL
     SELECT min(time), count(*), ${CODEC_ROWS}, 0, ${TAIL_BYTES} FROM candle_tail
     WHERE market_id = $1 AND timeframe = $2 AND time >= $3 AND time < $4 HAVING count(*) > 0
     ORDER BY start`,
    [marketId, timeframe, from, to],
  )
}

/** Adds the candles to the series, in a transaction of the caller's. Two who write one series take turns. */
export async function writeSeries(sql: Sql, series: Series, { candles, at }: Batch): Promise<void> {
  const { marketId, timeframe } = series
  await sql.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`candles ${marketId} ${timeframe}`])
  const [newest] = await sql.run('SELECT max(last) AS last FROM candle_chunks WHERE market_id = $1 AND timeframe = $2', [
    marketId,
    timeframe,
  ])
  const sealedUntil = newest?.last === null || newest === undefined ? Number.NEGATIVE_INFINITY : Number(newest.last)
  const border = indexFrom(candles.time, sealedUntil + 1)
  if (border > 0) await rewriteChunks(sql, series, { candles: sliceCandles(candles, 0, border), at })
  if (border < candles.time.length) await addToTail(sql, series, { candles: sliceCandles(candles, border), at })
}

/** Candles among the chunks: those that they fall into, or lie next to, are written anew. */
async function rewriteChunks(sql: Sql, series: Series, { candles, at }: Batch): Promise<void> {
  const { marketId, timeframe } = series
  const rows = await sql.run(
    `WITH series AS (SELECT start FROM candle_chunks WHERE market_id = $1 AND timeframe = $2),
       bounds AS (SELECT coalesce(max(start) FILTER (WHERE start <= $3), min(start)) AS low, greatest(min(start), $4) AS high FROM series)
     DELETE FROM candle_chunks USING bounds
     WHERE market_id = $1 AND timeframe = $2 AND start BETWEEN bounds.low AND bounds.high
     RETURNING start, count, codec, checksum, data`,
    [marketId, timeframe, candles.time[0] ?? 0, candles.time.at(-1) ?? 0],
  )
  const kept = await Promise.all(
    rows.map(({ count, codec, checksum, data }) =>
      decodeChunk(timeframe, Number(count), { codec: Number(codec), checksum: Number(checksum), data: bytesOf(data) }),
    ),
  )
  const merged = inOrder(joinCandles(timeframe, [...kept, candles]))
  for (const piece of evenPieces(merged, CHUNK_CANDLES_MAX)) await insertChunk(sql, series, { candles: piece, at })
}

/** Newer candles than any chunk's: rows, until there are enough for a chunk. */
async function addToTail(sql: Sql, series: Series, { candles, at }: Batch): Promise<void> {
  const { marketId, timeframe } = series
  const [tail] = await sql.run('SELECT count(*) AS count FROM candle_tail WHERE market_id = $1 AND timeframe = $2', [marketId, timeframe])
  if (Number(tail?.count) + candles.time.length < CHUNK_CANDLES_MAX) return insertTail(sql, series, candles)
  const [row] = await sql.run(
    `WITH gone AS (DELETE FROM candle_tail WHERE market_id = $1 AND timeframe = $2 RETURNING *) SELECT ${TAIL_BYTES} AS data FROM gone`,
    [marketId, timeframe],
  )
  const kept = row?.data === null ? [] : [candlesFromRows(timeframe, bytesOf(row?.data))]
  const merged = inOrder(joinCandles(timeframe, [...kept, candles]))
  const sealed = merged.time.length - (merged.time.length % CHUNK_CANDLES_MAX)
  for (let start = 0; start < sealed; start += CHUNK_CANDLES_MAX)
    await insertChunk(sql, series, { candles: sliceCandles(merged, start, start + CHUNK_CANDLES_MAX), at })
  if (sealed < merged.time.length) await insertTail(sql, series, sliceCandles(merged, sealed))
}

async function insertChunk(sql: Sql, { marketId, timeframe }: Series, { candles, at }: Batch): Promise<void> {
  const { codec, checksum, data } = await encodeChunk(candles)
  const { time } = candles
  await sql.run(
    `INSERT INTO candle_chunks (market_id, timeframe, start, last, count, codec, checksum, data, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [marketId, timeframe, time[0] ?? 0, time.at(-1) ?? 0, time.length, codec, checksum, data, at],
  )
}

async function insertTail(sql: Sql, { marketId, timeframe }: Series, candles: Candles): Promise<void> {
  const columns = CANDLE_COLUMNS.map((name) => Array.from(candles[name], exactText).join())
  await sql.run(
    `INSERT INTO candle_tail (market_id, timeframe, time, open, high, low, close, volume)
     SELECT $1, $2, candle.* FROM unnest(string_to_array($3, ',')::bigint[], string_to_array($4, ',')::float8[], string_to_array($5, ',')::float8[],
       string_to_array($6, ',')::float8[], string_to_array($7, ',')::float8[], string_to_array($8, ',')::float8[]) AS candle
     ON CONFLICT (market_id, timeframe, time) DO UPDATE SET
       open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close, volume = excluded.volume`,
    [marketId, timeframe, ...columns],
  )
}

/** The shortest digits that read back as the same float64, also for -0, which `String` would lose. */
function exactText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof Uint8Array) return data
  throw new Error('Candles without bytes')
}
