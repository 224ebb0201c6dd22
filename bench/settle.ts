import { createBookRounds } from '../src/assembly/book-rounds.ts'
import { tradingMarket } from '../src/assembly/trading-market.ts'
import { machineClock } from '../src/basics/clock.ts'
import { createIds } from '../src/basics/ids.ts'
import { decimal } from '../src/basics/money.ts'
import { machineRandom } from '../src/basics/rng.ts'
import { MINUTE_MS, openOf } from '../src/basics/timeframe.ts'
import { createTurns } from '../src/basics/turns.ts'
import { createMarketService } from '../src/market/market-service.ts'
import { simulatedMarket } from '../src/market/simulated/simulated-market.ts'
import { type Database, databaseOn } from '../src/storage/database.ts'
import { openEmbedded } from '../src/storage/engine/embedded-database.ts'
import { ledgerRules } from '../src/trading/ledger/ledger-rules.ts'
import { createOrderDesk } from '../src/trading/orders/order-desk.ts'
import { PAPER_COSTS } from '../src/trading/paper/paper-costs.ts'
import { createPaperVenue } from '../src/trading/paper/paper-venue.ts'
import { changeOf, someOrder } from '../test/fixtures/book-rows.ts'
import { temporaryFolder } from './desk-process.ts'
import { compare, print } from './rounds.ts'

const PEOPLE = 1000
const ids = createIds({ clock: machineClock, random: machineRandom })

/** A round over a thousand accounts, each with an order that rests: while nothing happens, and as a bar closes, beside the mere reading of all those accounts. */
export async function benchSettle(): Promise<void> {
  const folder = temporaryFolder()
  const database = databaseOn(await openEmbedded(folder.path), { clock: machineClock, ledger: ledgerRules })
  const people = Array.from({ length: PEOPLE }, () => ids.id())
  let now = openOf('1m', machineClock.now())
  const { source } = simulatedMarket({ seed: 'bench', clock: { now: () => now } })
  const market = tradingMarket(createMarketService({ source, preferredVenues: ['simulated'] }), { kind: 'main', source: source.kind })
  const { id: marketId } = await market.market('BTC/USDT')
  for (const [number, userId] of people.entries()) await open(database, { userId, number, marketId, now })
  const { books } = database
  const rounds = createBookRounds({
    books,
    ordersOn: (here) =>
      createOrderDesk({
        books,
        venue: createPaperVenue({ clock: machineClock, costs: PAPER_COSTS }),
        market: here,
        clock: machineClock,
        ids,
        secret: new Uint8Array(32),
        feeRate: PAPER_COSTS.taker,
        admit: async () => true,
        inTurn: createTurns(),
        notice: () => undefined,
      }),
    portfolioOn: () => ({ record: () => Promise.reject(new Error('Nobody asked what it is worth')) }),
    booksARoundMax: PEOPLE + 1,
  })
  const round = (): Promise<void> =>
    rounds.settleBusy(
      async () => market,
      (error) => {
        throw error
      },
    )
  print(`${PEOPLE} accounts with an order that rests`)
  await compare([
    {
      name: 'a bar closed',
      run() {
        now += MINUTE_MS
        return round()
      },
    },
    { name: 'nothing happened', run: round },
    {
      name: 'reading them',
      async run() {
        for (const userId of people) await books.open(userId, { mode: 'paper', kind: 'main' })
      },
    },
  ])
  await database.close()
  folder.remove()
}

interface Account {
  readonly userId: string
  readonly number: number
  readonly marketId: string
  readonly now: number
}

/** An account with an order far below the market. */
async function open({ accounts, books }: Database, { userId, number, marketId, now }: Account): Promise<void> {
  const identity = { id: ids.id(), platform: 'bench', subject: userId }
  const paper = { id: ids.id(), source: 'simulated', asset: 'USDT', opening: decimal('10000') }
  const origin = { userId, callId: ids.id(), action: 'bench', platform: 'bench' }
  await accounts.create({ id: userId, identity, displayName: 'Bench', role: 'trader', status: 'active', paper }, origin)
  const book = await books.open(userId, { mode: 'paper', kind: 'main' })
  if (book === undefined) throw new Error('There is no book')
  const order = someOrder(book.id, number, { marketId, limit: decimal('1'), reserved: decimal('0'), placedAt: now })
  await books.commit(changeOf(book, { settledTo: now, orders: [order] }))
}
