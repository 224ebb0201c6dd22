import type { Ids } from '../../basics/ids.ts'
import { Decimal } from '../../basics/money.ts'
import type { Origin } from '../../basics/origin.ts'
import { Refusal } from '../../basics/refusal.ts'
import { showAmount } from '../../basics/show.ts'
import type { Book } from '../book.ts'
import { BookMoved, type BookStore, type LedgerEntry } from '../book-ports.ts'
import { depositEntry, withdrawalEntry } from '../ledger/entries.ts'
import type { TradingMarket } from '../trading-ports.ts'
import type { LeagueStore, WalletRequest, WalletRequestStore } from './portfolio-ports.ts'

const ATTEMPTS_MAX = 5
/** Practice with more teaches nothing that can be used. */
const FUNDS_MAX = new Decimal('1e9')
const REQUESTS_SHOWN_MAX = 100
const REQUESTS_OPEN_MAX = 5
const CODE_CHARS = 6

/** What came of a deposit or withdrawal: it is done, or it waits for an admin. */
export interface Moved {
  readonly book: Book
  /** Set while it waits. */
  readonly request?: WalletRequest
}

/** Paper money that comes and goes. Where people compete, an admin decides on each movement. */
export interface Wallet {
  deposit(userId: string, amount: Decimal, origin: Origin): Promise<Moved>
  withdraw(userId: string, amount: Decimal, origin: Origin): Promise<Moved>
  requests(of: { readonly userId: string } | 'open'): Promise<readonly WalletRequest[]>
  /** An admin's yes or no. Throws `Refusal('conflict')` when it was decided before. */
  decide(code: string, to: 'approved' | 'rejected', origin: Origin): Promise<WalletRequest>
  /** Carries out what was approved. */
  complete(code: string, origin: Origin): Promise<WalletRequest>
  readonly league: LeagueStore
}

export interface WalletParts {
  /** Settles a book and keeps a snapshot of what it is worth, before and after money moves. */
  readonly record: (userId: string) => Promise<Book>
  readonly store: Pick<BookStore, 'open' | 'commit'>
  readonly requests: WalletRequestStore
  readonly league: LeagueStore
  readonly market: Pick<TradingMarket, 'now' | 'kind'>
  readonly ids: Ids
}

type Movement = Pick<WalletRequest, 'kind' | 'amount'>

export function createWallet({ record, store, requests, league, market, ids }: WalletParts): Wallet {
  return {
    league,
    deposit: (userId, amount, origin) => move(userId, { kind: 'deposit', amount }, origin),
    withdraw: (userId, amount, origin) => move(userId, { kind: 'withdrawal', amount }, origin),
    requests: (of) => requests.list(of, REQUESTS_SHOWN_MAX),
    async decide(code, to, origin) {
      const request = await find(code)
      const from = to === 'approved' ? (['waiting'] as const) : (['waiting', 'approved'] as const)
      if (!(await requests.decide(request.id, { from, to, by: origin.userId }, origin))) throw wasDecided(await find(code))
      return { ...request, state: to }
    },
    async complete(code, origin) {
      const request = await find(code)
      if (request.state !== 'approved') throw wasDecided(request)
      const { userId, bookId } = request
      await retried(async () => {
        const book = await store.open(userId, { mode: 'paper', kind: 'main' })
        if (book?.id !== bookId) throw new Refusal('conflict', 'The account that it was for is closed.', { hint: `/wallet reject ${code}` })
        check(book, request)
        await store.commit({ ...changeOf(book, request), completes: request.id }, origin)
      })
      return { ...request, state: 'completed' }
    },
  }

  async function move(userId: string, movement: Movement, origin: Origin): Promise<Moved> {
    const isDecided = market.kind === 'main' && (await league.isOn())
    const request = await retried(async () => {
      const book = await record(userId)
      check(book, movement)
      if (isDecided) return ask(book, movement, origin)
      await store.commit(changeOf(book, movement), origin)
      return undefined
    })
    const book = await record(userId)
    return request === undefined ? { book } : { book, request }
  }

  async function ask({ id: bookId, userId }: Book, movement: Movement, origin: Origin): Promise<WalletRequest> {
    const open = (await requests.list({ userId }, REQUESTS_SHOWN_MAX)).filter(({ state }) => state === 'waiting' || state === 'approved')
    if (open.length >= REQUESTS_OPEN_MAX)
      throw new Refusal('over-limit', `You have ${open.length} requests that are not decided yet.`, { hint: 'See them: /wallet history' })
    return requests.add({ id: ids.id(), code: newCode(), userId, bookId, ...movement }, origin)
  }

  async function find(code: string): Promise<WalletRequest> {
    const found = await requests.find(code.toUpperCase())
    if (found === undefined) throw new Refusal('not-found', `There is no request ${code}.`, { hint: 'All that wait: /wallet history' })
    return found
  }

  /** What moves money, by a book as it was just read. */
  function changeOf({ id: bookId, version, settledTo, lastEntryAt, asset }: Book, { kind, amount }: Movement) {
    const at = Math.max(market.now(), lastEntryAt)
    const funding = { id: ids.id(), at, asset, amount }
    const entries: readonly LedgerEntry[] = [kind === 'deposit' ? depositEntry(funding) : withdrawalEntry(funding)]
    return { bookId, version, settledTo, entries, orders: [], fills: [], positions: [], trades: [] }
  }

  function newCode(): string {
    return ids
      .token()
      .replaceAll(/[^a-z0-9]/gi, '')
      .slice(-CODE_CHARS)
      .toUpperCase()
  }
}

/** Somebody else may have changed the book while we looked at it. */
async function retried<Done>(work: () => Promise<Done>): Promise<Done> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof BookMoved) || attempt === ATTEMPTS_MAX) throw error
    }
  }
}

function check({ asset, balances }: Book, { kind, amount }: Movement): void {
  if (!amount.gt(0)) throw new Refusal('bad-input', 'Nothing would move.', { hint: 'For example: /wallet deposit 500' })
  if (amount.gt(FUNDS_MAX)) throw new Refusal('over-limit', `At most ${showAmount(FUNDS_MAX, asset)} can move at once.`)
  const free = balances.get(asset)?.available ?? new Decimal(0)
  if (kind === 'withdrawal' && amount.gt(free))
    throw new Refusal('over-limit', `Only ${showAmount(free, asset)} are free.`, {
      hint: 'What is in positions or held for orders has to come back first: /positions, /orders',
    })
}

function wasDecided({ code, state }: WalletRequest): Refusal {
  const hints = {
    waiting: `First: /wallet approve ${code}`,
    approved: `Next: /wallet complete ${code}`,
    completed: undefined,
    rejected: undefined,
  }
  return new Refusal('conflict', `${code} is ${state}.`, { hint: hints[state] })
}
