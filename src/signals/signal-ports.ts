import { CANDLESTICKS } from '../analysis/candlesticks/candlestick-list.ts'
import { type Finding, STRUCTURES } from '../analysis/finding.ts'
import type { Candles } from '../basics/candles.ts'
import type { Origin } from '../basics/origin.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import type { Transaction } from '../basics/transaction.ts'
import type { KeptSignal, SignalDirection, SignalOutcome } from './signal.ts'

export const FINDING_KINDS = [...CANDLESTICKS, ...STRUCTURES] as const satisfies readonly Finding['kind'][]

/** Where the candles came from: what is made up or recorded is never mixed with what is live. */
export type Feed = 'live' | 'replay' | 'simulated'

/** A market of one venue: "binance:BTC/USDT"; `tick` and `lot` are the smallest steps of price and quantity, as plain decimals. */
export interface WatchedMarket {
  readonly id: string
  readonly venue: string
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly tick: string
  readonly lot: string
  readonly active: boolean
}

/** The market at one moment, as the lookout sees it. */
export interface SignalMarket {
  readonly feed: Feed
  /** Market time. */
  now(): number
  /** The markets that are watched, deepest first. */
  watched(signal?: AbortSignal): Promise<readonly WatchedMarket[]>
  /** The timeframes that are watched of a market, finest first. */
  timeframes(market: WatchedMarket): readonly Timeframe[]
  /** The last closed candles, oldest first. */
  candles(
    query: { readonly market: WatchedMarket; readonly timeframe: Timeframe; readonly limit: number },
    signal?: AbortSignal,
  ): Promise<Candles>
}

/** One market and timeframe of one feed. */
export interface SeriesKey {
  readonly feed: Feed
  readonly marketId: string
  readonly timeframe: Timeframe
}

/** What one market and timeframe looked like at its last closed candle: a field of the matrix. */
export interface Cell extends SeriesKey {
  readonly version: number
  /** The opening of the last closed candle that was looked at. */
  readonly candle: number
  /** When that candle closed: market time, milliseconds. */
  readonly at: number
  /** −100 (all speaks for falling) to 100 (all speaks for rising). */
  readonly bias: number
  /** What the bias is made of, each from −1 to 1. */
  readonly parts: readonly CellPart[]
  /** The most telling finding of the last candles, if any: its kind and direction. */
  readonly finding?: Pick<Finding, 'kind' | 'direction'>
}

export interface CellPart {
  readonly name: string
  readonly value: number
  readonly words: string
}

/** What a look at new closed candles of one series found. */
export interface Look {
  readonly series: SeriesKey
  /** The cell as it was read before the look; undefined at the first. */
  readonly before: Pick<Cell, 'candle' | 'version'> | undefined
  readonly cell: Cell
  /** New findings, and kept ones whose state changed. */
  readonly findings: readonly Finding[]
  readonly findingsVersion: number
  readonly signals: readonly Omit<KeptSignal, 'outcome'>[]
  readonly outcomes: readonly { readonly signalId: string; readonly outcome: SignalOutcome }[]
}

/** Which kept signals. All that is known after `now` is left out, or shown as it was then: outcomes of later are undefined. Newest first. */
export interface SignalQuery {
  readonly feed: Feed
  readonly now: number
  /** Only of these markets. */
  readonly marketIds?: readonly string[]
  readonly timeframe?: Timeframe
  readonly source?: string
  readonly direction?: SignalDirection
  readonly minConfidence?: number
  /** Only those that are valid and undecided at `now`. */
  readonly open?: boolean
  readonly limit: number
}

/** The track record of one source: counts, and sums of R over decided signals. */
export interface RecordRow {
  readonly source: string
  readonly version: number
  /** Said when it happened, or found in the past. */
  readonly live: boolean
  readonly decided: number
  readonly targets: number
  readonly stops: number
  readonly expired: number
  readonly ambiguous: number
  /** How many ended with a profit after fees. */
  readonly winners: number
  /** Of the decided; 0 where none is. */
  readonly averageR: number
  readonly open: number
  /** When the first and the last of them were said: market time. */
  readonly firstAt: number
  readonly lastAt: number
}

export interface RecordQuery {
  readonly feed: Feed
  readonly now: number
  /** Only signals said since then: market time. */
  readonly since?: number
  readonly marketId?: string
  readonly timeframe?: Timeframe
  readonly source?: string
}

/** Where cells, findings, signals and their outcomes are kept. */
export interface SignalStore {
  /** All cells of a feed, or of these markets: one query. */
  cells(feed: Feed, marketIds?: readonly string[]): Promise<readonly Cell[]>
  /** Kept signals of a series without an outcome, oldest first. */
  undecided(series: SeriesKey): Promise<readonly KeptSignal[]>
  /**
   * Keeps a look whole, or not at all: false when somebody looked at these candles since `before` was read. What is known already is kept once.
   * `tell` runs in the same transaction with the signals that are new, if there are any; like all work of a transaction it may be run again.
   */
  keep(look: Look, tell: (tx: Transaction, fresh: readonly Omit<KeptSignal, 'outcome'>[]) => Promise<void>): Promise<boolean>
  list(query: SignalQuery): Promise<readonly KeptSignal[]>
  /** By its code, as it was known at `now` (market time); the newest, should two have the same. */
  find(feed: Feed, code: string, now: number): Promise<KeptSignal | undefined>
  /** By source; of one source the newest version first, and what was said before what was found. */
  record(query: RecordQuery): Promise<readonly RecordRow[]>
}

/** What somebody wants to hear of; undefined is any. */
export interface Subscription {
  readonly id: string
  readonly userId: string
  /** Where it is told. */
  readonly platform: string
  readonly chatId: string
  readonly threadId?: string
  /** The server or group that the chat belongs to, where nobody's own chat is meant. */
  readonly serverId?: string
  readonly marketId?: string
  readonly timeframe?: Timeframe
  readonly minConfidence: number
}

/** Which subscriptions: a person's, all or those of one chat, or a whole chat's. Without a market or timeframe, those of every one. */
export type WhichSubscriptions = {
  readonly marketId?: string
  readonly timeframe?: Timeframe
} & (
  | { readonly userId: string; readonly platform?: string; readonly chatId?: string }
  | { readonly userId?: undefined; readonly platform: string; readonly chatId: string }
)

/** Who hears of which signal, once per chat, with the least demanding of what asks for it there. */
export interface Recipient {
  readonly signalId: string
  readonly platform: string
  readonly chatId: string
  readonly threadId?: string
  /** The server or group, where nobody's own chat is meant. */
  readonly serverId?: string
  /** Whose subscription it is, and which; both undefined where the server has a channel for signals. */
  readonly userId?: string
  readonly subscriptionId?: string
  /** Without a sound, because this person wants notices of signals so. */
  readonly silent: boolean
}

/** From this confidence on a signal is told in the channels that servers have for signals. */
export const CHANNEL_CONFIDENCE_MIN = 70

export const SUBSCRIPTIONS_MAX = 50

export interface SubscriptionStore {
  /** The subscriptions of a person, or of one chat, oldest first. */
  of(who: { readonly userId: string } | { readonly platform: string; readonly chatId: string }): Promise<readonly Subscription[]>
  /**
   * Adds one, or changes the confidence and the thread of the one that the person has for the same chat, market and timeframe.
   * Throws `Refusal('over-limit')` where the person has 50 others, and `AlreadyDone` for a call that did before.
   */
  add(subscription: Subscription, origin: Origin): Promise<void>
  /** The markets that anybody asked for by name. */
  markets(): Promise<readonly string[]>
  /** Takes them away; returns how many. */
  remove(which: WhichSubscriptions, origin: Origin): Promise<number>
  /**
   * Everybody who hears of these signals: members and above, neither blocked nor waiting, and servers in their channels for signals. Nobody hears in his
   * own chat who switched off notices of signals. One query.
   */
  recipients(signals: readonly Pick<KeptSignal, 'id' | 'marketId' | 'timeframe' | 'confidence'>[]): Promise<readonly Recipient[]>
}
