import { makeCandles } from '../src/basics/candles.ts'
import { machineClock } from '../src/basics/clock.ts'
import { normal, seededRng } from '../src/basics/rng.ts'
import { MINUTE_MS } from '../src/basics/timeframe.ts'
import type { Market } from '../src/market/market-ports.ts'
import { createCandleStore } from '../src/storage/candles/candle-store.ts'
import { connect } from '../src/storage/engine/connection.ts'
import { openEmbedded } from '../src/storage/engine/embedded-database.ts'
import { temporaryFolder } from './desk-process.ts'
import { compare, print } from './rounds.ts'

const CANDLES = 1_000_000
const FIRST = Date.UTC(2024, 0, 1)
const market: Market = {
  id: 'bench:BTC/USDT',
  venue: 'bench',
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  tick: '0.01',
  lot: '0.00001',
  active: true,
}

/** A million candles from the embedded database into typed arrays, against the same candles as rows through the ORM. */
export async function benchCandles(): Promise<void> {
  const folder = temporaryFolder()
  const connection = connect(await openEmbedded(folder.path))
  const store = createCandleStore({ connection, clock: machineClock })
  const candles = someCandles()
  const started = performance.now()
  await store.write(market, candles)
  print(`written once in ${((performance.now() - started) / 1000).toFixed(2)} s`)
  await connection.sql.run(
    `INSERT INTO candle_tail (market_id, timeframe, time, open, high, low, close, volume)
     SELECT 'bench:rows', '1m', $1::bigint + n * 60000::bigint, 100 + n % 977, 103 + n % 977, 98 + n % 977, 101 + n % 977, n % 31
     FROM generate_series(0, ${CANDLES - 1}) AS n`,
    [FIRST],
  )
  await compare(
    [
      {
        name: 'chunks into typed arrays',
        run: () => store.read({ market, timeframe: '1m', from: FIRST, to: FIRST + CANDLES * MINUTE_MS }),
      },
      {
        name: 'rows through the ORM',
        run: () => connection.orm.candleTail.findMany({ where: { marketId: 'bench:rows', timeframe: '1m' }, orderBy: { time: 'asc' } }),
      },
    ],
    3,
  )
  await connection.close()
  folder.remove()
}

/** A random walk in cents. */
function someCandles() {
  const rng = seededRng('bench')
  const close = new Float64Array(CANDLES)
  for (let index = 0, cents = 4_000_000; index < CANDLES; index++) {
    cents = Math.max(100_000, cents + Math.round(normal(rng) * 2000))
    close[index] = cents / 100
  }
  const open = close.map((price, index) => close[index - 1] ?? price)
  return makeCandles(
    '1m',
    (name) =>
      ({
        time: Float64Array.from({ length: CANDLES }, (_, index) => FIRST + index * MINUTE_MS),
        open,
        high: close.map((price, index) => Math.round((Math.max(price, open[index] ?? 0) + 5) * 100) / 100),
        low: close.map((price, index) => Math.round((Math.min(price, open[index] ?? 0) - 5) * 100) / 100),
        close,
        volume: Float64Array.from({ length: CANDLES }, () => Math.round(rng.next() * 1e8) / 1e5),
      })[name],
  )
}
