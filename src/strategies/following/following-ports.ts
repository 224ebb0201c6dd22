import type { FormulaData } from '../../analysis/formula/formula-data.ts'
import type { Formula } from '../../analysis/formula/formula-node.ts'
import type { Decimal } from '../../basics/money.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import type { EntrySize } from '../strategy.ts'

/** The market at the desk's own time, as those who follow strategies see it. */
export interface FollowedMarket {
  /** Market time, in milliseconds. */
  now(): number
  /** All that a formula is asked on for its answers at the last `bars` closed candles. Refuses a market that nobody knows. */
  load(ask: {
    readonly formula: Formula
    readonly marketId: string
    readonly timeframe: Timeframe
    readonly bars: number
  }): Promise<FormulaData>
}

/** Whose money and which version: what it holds is its own, apart from all else in the account. */
export interface StrategyOwner {
  readonly userId: string
  readonly versionId: string
  /** Its name, which orders and positions show. */
  readonly name: string
}

/** How a version stands in one market, matched with what that did up to now. Market times, in milliseconds. */
export interface OwnStanding {
  readonly held: { readonly code: string; readonly openedAt: number; readonly entries: number } | undefined
  /** When it left last; undefined where that was before it was asked for. */
  readonly leftAt: number | undefined
}

/** Where an entry is left: so far from its price as a share of it, or in the quote currency; as many times the way to the stop; or at a price. */
export type EntryLevel =
  | { readonly share: number }
  | { readonly distance: number }
  | { readonly risks: number }
  | { readonly price: number }

export interface StrategyEntry {
  /** Follows from version, market and candle, so that whoever asks twice enters once. */
  readonly id: string
  readonly marketId: string
  readonly size: EntrySize
  readonly stop: EntryLevel | undefined
  readonly target: EntryLevel | undefined
  /** As a share below the highest price since the entry. */
  readonly trail: number | undefined
  /** Market time at which it is sold, whatever the price. */
  readonly keepUntil: number | undefined
  /** Something is held already: stop and target are then measured from the mean of all entries. */
  readonly more: boolean
}

/** Trading on behalf of a strategy, through the same gate as by hand. Throws `Refusal` with words for the owner; 'unavailable' means that a later try may do. */
export interface StrategyTrading {
  /** `since` is how far back it is told when it left. */
  standing(owner: StrategyOwner, ask: { readonly marketId: string; readonly since: number }): Promise<OwnStanding>
  /** Buys as much as the size says, or as much of it as the gate and the cash let pass. Says in words what was bought. An id that entered before enters no more. */
  enter(owner: StrategyOwner, entry: StrategyEntry): Promise<string>
  /** Sells the whole position of this code, and says so; nothing happens where it is closed already. */
  exit(owner: StrategyOwner, code: string): Promise<string>
  performance(owner: Pick<StrategyOwner, 'userId' | 'versionId'>): Promise<StrategyPerformance>
}

/** How a version has done in the account as it is now, by the ledger. */
export interface StrategyPerformance {
  readonly trades: number
  readonly wins: number
  /** Net of fees, by quote currency, without what is open. */
  readonly profits: readonly { readonly currency: string; readonly amount: Decimal }[]
  readonly open: readonly OpenOfStrategy[]
}

export interface OpenOfStrategy {
  /** What /close takes. */
  readonly code: string
  readonly marketId: string
  readonly base: string
  readonly quote: string
  readonly quantity: Decimal
  /** Net of the entry's fees, in the quote currency; undefined without a price. */
  readonly profit: Decimal | undefined
  readonly stop: Decimal | undefined
}

export const NOTE_KINDS = ['entry', 'exit', 'refused', 'missed', 'failed'] as const

/** What a followed version did at a candle, or why it did not; one of each kind at each candle of a market. */
export interface StrategyNote {
  readonly marketId: string
  /** The opening of the candle. Market time, in milliseconds. */
  readonly candle: number
  readonly kind: (typeof NOTE_KINDS)[number]
  readonly words: string
}

export interface NoteStore {
  /** A note of that kind at that candle stays as it is. */
  add(versionId: string, note: StrategyNote): Promise<void>
  /** The newest first. */
  of(versionId: string, limit: number): Promise<readonly StrategyNote[]>
}
