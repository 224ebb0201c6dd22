import type { Ids } from '../../basics/ids.ts'
import type { Origin } from '../../basics/origin.ts'
import type { TradingMarket } from '../trading-ports.ts'
import type { NamedTrade, Portfolio } from './portfolio.ts'
import type { JournalNote, JournalStore } from './portfolio-ports.ts'

const NOTES_MAX = 1000
const TRADES_MAX = 10_000

/** A note with the trade that it is about; one of an earlier account is only told by its words. */
export interface JournalEntry extends JournalNote {
  readonly trade: NamedTrade | undefined
}

/** What people write down about their trades, or about the day. */
export interface Journal {
  /** `code` names the trade; without it the note is about the day. Throws `Refusal('not-found')`. */
  add(userId: string, note: { readonly words: string; readonly code: string | undefined }, origin: Origin): Promise<NamedTrade | undefined>
  /** Newest first. */
  list(userId: string): Promise<readonly JournalEntry[]>
}

export function createJournal({
  store,
  portfolio,
  market,
  ids,
}: {
  readonly store: JournalStore
  readonly portfolio: Pick<Portfolio, 'trade' | 'trades'>
  readonly market: Pick<TradingMarket, 'now'>
  readonly ids: Pick<Ids, 'id'>
}): Journal {
  return {
    async add(userId, { words, code }, origin) {
      const named = code === undefined ? undefined : await portfolio.trade(userId, code)
      await store.add(userId, { id: ids.id(), tradeId: named?.trade.id, words, at: market.now() }, origin)
      return named
    },
    async list(userId) {
      const notes = await store.list(userId, NOTES_MAX)
      const about = notes.some(({ tradeId }) => tradeId !== undefined) ? await portfolio.trades(userId, TRADES_MAX) : []
      const byId = new Map(about.map((each) => [each.trade.id, each]))
      return notes.map((note) => ({ ...note, trade: note.tradeId === undefined ? undefined : byId.get(note.tradeId) }))
    },
  }
}
