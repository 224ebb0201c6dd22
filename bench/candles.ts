import { machineClock } from '../src/basics/clock.ts'
import { MINUTE_MS } from '../src/basics/timeframe.ts'
import type { Market } from '../src/market/market-ports.ts'
import { createCandleStore } from '../src/storage/candles/candle-store.ts'
import { connect } from '../src/storage/engine/connection.ts'
import { openEmbedded } from '../src/storage/engine/embedded-database.ts'
import { temporaryFolder } from './desk-process.ts'
import { compare, print } from './rounds.ts'
import { WALK_FROM, walkCandles } from './walk-candles.ts'

const CANDLES = 1_000_000
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
  const candles = walkCandles(CANDLES)
  const started = performance.now()
  await store.write(market, candles)
  print(`written once in ${((performance.now() - started) / 1000).toFixed(2)} s`)
  await connection.sql.run(
    `INSERT INTO candle_tail (market_id, timeframe, time, open, high, low, close, volume)
     SELECT 'bench:rows', '1m', $1::bigint + n * 60000::bigint, 100 + n % 977, 103 + n % 977, 98 + n % 977, 101 + n % 977, n % 31
     FROM generate_series(0, ${CANDLES - 1}) AS n`,
    [WALK_FROM],
  )
  await compare(
    [
      {
        name: 'chunks into typed arrays',
        run: () => store.read({ market, timeframe: '1m', from: WALK_FROM, to: WALK_FROM + CANDLES * MINUTE_MS }),
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
