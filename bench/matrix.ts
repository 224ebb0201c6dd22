import { computeFormula } from '../src/analysis/formula/compute-formula.ts'
import { readFormula } from '../src/analysis/formula/read-formula.ts'
import { type Candles, indexFrom, joinCandles, makeCandles, sliceCandles } from '../src/basics/candles.ts'
import { machineClock } from '../src/basics/clock.ts'
import { createIds } from '../src/basics/ids.ts'
import { machineRandom } from '../src/basics/rng.ts'
import { lengthOf, MINUTE_MS, nextOpen, openOf, type Timeframe } from '../src/basics/timeframe.ts'
import { LOOK_CANDLES } from '../src/signals/look-at.ts'
import { createLookout } from '../src/signals/lookout.ts'
import type { SignalMarket, WatchedMarket } from '../src/signals/signal-ports.ts'
import { createSignals } from '../src/signals/signals.ts'
import { databaseOn } from '../src/storage/database.ts'
import { openEmbedded } from '../src/storage/engine/embedded-database.ts'
import type { Sql } from '../src/storage/engine/sql-driver.ts'
import { ledgerRules } from '../src/trading/ledger/ledger-rules.ts'
import { temporaryFolder } from './desk-process.ts'
import { compare, print } from './rounds.ts'
import { walkCandles } from './walk-candles.ts'

const MARKETS = 50
const TIMEFRAMES: readonly Timeframe[] = ['5m', '15m', '1h', '4h', '1d']
const SPARE_CANDLES = 100
const LATER_MS = 5 * MINUTE_MS
const CELL = `SELECT * FROM cells WHERE feed = 'simulated' AND market_id = $1 AND timeframe = $2`
const FORMULA = 'rsi(14) < 40 and close > ema(200)'

/** A matrix of 50 markets and 5 timeframes on the embedded database: the first look at all of them, the look when the next candles have closed, and the picture's fields from one query against one per field; and a formula asked of all. */
export async function benchMatrix(): Promise<void> {
  const folder = temporaryFolder()
  const driver = await openEmbedded(folder.path)
  const database = databaseOn(driver, { clock: machineClock, ledger: ledgerRules })
  const { market, markets, later } = walkingMarkets()
  const lookout = createLookout({ store: database.signals, ids: createIds({ clock: machineClock, random: machineRandom }) })
  const signals = createSignals({ store: database.signals, lookout, market })
  const fields = MARKETS * TIMEFRAMES.length
  await timed(`first look at ${fields} fields`, fields, () => signals.matrix({ markets }))
  for (let round = 0; round < TIMEFRAMES.length; round++) {
    later()
    await timed(`look at what closed within ${LATER_MS / MINUTE_MS} minutes`, MARKETS, () => signals.matrix({ markets }))
  }
  await timed('list of what is open', 1, () => signals.list({ markets, open: true, limit: 2000 }))
  await compare([
    { name: 'matrix from one query', run: () => signals.matrix({ markets }) },
    { name: 'one query per field', run: () => oneByOne(driver, markets) },
  ])
  const { root } = readFormula(FORMULA)
  await timed(`${FORMULA} of ${MARKETS} markets`, MARKETS, async () => {
    for (const each of markets) {
      const candles = await market.candles({ market: each, timeframe: '1h', limit: LOOK_CANDLES })
      computeFormula({ root }, { candles, frames: new Map(), outside: new Map() })
    }
  })
  await database.close()
  folder.remove()
}

async function timed(what: string, times: number, work: () => Promise<unknown>): Promise<void> {
  const [started, used] = [performance.now(), process.cpuUsage()]
  await work()
  const [ms, { user, system }] = [performance.now() - started, process.cpuUsage(used)]
  const cpuMs = (user + system) / 1000
  print(
    `${what}: ${ms.toFixed(0)} ms, of the processor ${cpuMs.toFixed(0)} ms${times > 1 ? `, ${(cpuMs / times).toFixed(1)} ms each` : ''}`,
  )
}

async function oneByOne(sql: Sql, markets: readonly WatchedMarket[]): Promise<void> {
  for (const { id } of markets) {
    for (const timeframe of TIMEFRAMES) {
      const cells = await sql.run(CELL, [id, timeframe])
      if (cells.length !== 1) throw new Error(`Nobody looked at ${id} ${timeframe}`)
    }
  }
}

function marketOf(id: string): WatchedMarket {
  const base = id.split(/[:/]/)[1] ?? id
  return { id, venue: 'bench', symbol: `${base}/USDT`, base, quote: 'USDT', tick: '0.01', lot: '0.01', active: true }
}

/** Walks whose candles have just closed; `later` closes the next ones. */
function walkingMarkets() {
  const count = MARKETS * (LOOK_CANDLES + SPARE_CANDLES)
  const walk = walkCandles(count)
  const markets = Array.from({ length: MARKETS }, (_, number) => marketOf(`bench:C${number}/USDT`))
  let now = openOf('1d', machineClock.now())
  const end = now + SPARE_CANDLES * LATER_MS
  const pieces = new Map<string, Candles>()
  for (const [number, { id }] of markets.entries()) {
    const part = sliceCandles(walk, number * (LOOK_CANDLES + SPARE_CANDLES), (number + 1) * (LOOK_CANDLES + SPARE_CANDLES))
    for (const timeframe of TIMEFRAMES) {
      const last = openOf(timeframe, end)
      const time = part.time.map((_, index) => last - (part.time.length - index) * lengthOf(timeframe))
      pieces.set(
        `${id} ${timeframe}`,
        makeCandles(timeframe, (name) => (name === 'time' ? time : part[name])),
      )
    }
  }
  const market: SignalMarket = {
    feed: 'simulated',
    now: () => now,
    watched: async () => markets,
    timeframes: () => TIMEFRAMES,
    async candles({ market: { id }, timeframe, limit }) {
      const candles = pieces.get(`${id} ${timeframe}`) ?? joinCandles(timeframe, [])
      const closed = indexFrom(candles.time, now)
      const until = nextOpen(timeframe, candles.time[closed - 1] ?? 0) > now ? closed - 1 : closed
      return sliceCandles(candles, Math.max(0, until - limit), until)
    },
  }
  return {
    market,
    markets,
    later() {
      now += LATER_MS
    },
  }
}
