import { expect, test } from 'vitest'
import { createBookRounds } from '../../src/assembly/book-rounds.ts'
import type { Book } from '../../src/trading/book.ts'
import type { TradingMarket } from '../../src/trading/trading-ports.ts'
import { BTC, createFakeTradingMarket } from '../fakes/fake-trading-market.ts'
import { someBook } from '../trading/some-book.ts'

const bookOf = (number: number, source = 'replay'): Book => ({
  ...someBook(),
  id: String(number).padStart(4, '0'),
  userId: `user ${number}`,
  source,
})

/** Rounds of three books each; `done` tells whose were worked on. */
function roundsOver(all: readonly Book[], { fails }: { readonly fails?: string } = {}) {
  const done: string[] = []
  const asked: string[] = []
  const failed: unknown[] = []
  const fake = createFakeTradingMarket()
  const market: TradingMarket = {
    ...fake,
    quotes(ids) {
      asked.push(...ids)
      return fake.quotes(ids)
    },
  }
  const work = async (here: TradingMarket, userId: string): Promise<never> => {
    await here.quotes([BTC.id])
    if (userId === fails) throw new Error(userId)
    done.push(userId)
    return undefined as never
  }
  const rounds = createBookRounds({
    books: { busy: async ({ after = '', limit }) => all.filter(({ id }) => id > after).slice(0, limit) },
    ordersOn: (here) => ({ settle: (userId) => work(here, userId) }),
    portfolioOn: (here) => ({ record: (userId) => work(here, userId) }),
    booksARoundMax: 3,
  })
  const drain = <T>(list: T[]): readonly T[] => list.splice(0)
  return {
    settle: () =>
      rounds.settleBusy(
        async () => market,
        (error) => failed.push(error),
      ),
    keepEquity: () =>
      rounds.keepEquity(
        async () => market,
        (error) => failed.push(error),
      ),
    done: () => drain(done),
    asked: () => drain(asked),
    failed,
  }
}

test('each round goes on where the last one ended, and begins again after the last book', async () => {
  const rounds = roundsOver([1, 2, 3, 4].map((number) => bookOf(number)))
  await rounds.settle()
  expect(rounds.done()).toEqual(['user 1', 'user 2', 'user 3'])
  await rounds.settle()
  expect(rounds.done()).toEqual(['user 4'])
  await rounds.settle()
  expect(rounds.done()).toEqual(['user 1', 'user 2', 'user 3'])
})

test('books of a market that is not there hold nobody up', async () => {
  const rounds = roundsOver([bookOf(1, 'live'), bookOf(2, 'live'), bookOf(3, 'live'), bookOf(4)])
  await rounds.settle()
  await rounds.settle()
  expect(rounds.done()).toEqual(['user 4'])
})

test('a book that fails is told, and the others go on', async () => {
  const rounds = roundsOver([bookOf(1), bookOf(2)], { fails: 'user 1' })
  await rounds.settle()
  expect(rounds.done()).toEqual(['user 2'])
  expect(rounds.failed).toEqual([new Error('user 1')])
})

test('a round asks for a price once, however many books hang on it', async () => {
  const rounds = roundsOver([1, 2, 3].map((number) => bookOf(number)))
  await rounds.settle()
  expect(rounds.asked()).toEqual([BTC.id])
})

test('what every account is worth is kept in one go', async () => {
  const rounds = roundsOver([1, 2, 3, 4, 5, 6, 7].map((number) => bookOf(number)))
  await rounds.keepEquity()
  expect(rounds.done()).toHaveLength(7)
})
