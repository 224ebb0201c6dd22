import type { Timeframe } from '../basics/timeframe.ts'

/** What sort of a strategy it is, for people who look for one. */
export const STRATEGY_KINDS = ['trend', 'reversion', 'breakout', 'structure', 'accumulation', 'own'] as const
export type StrategyKind = (typeof STRATEGY_KINDS)[number]

/**
 * What a strategy does, as it is written, stored and shared: formulas in their canonical form, and words such as "3%". Long only, one position a market.
 * A signal at the close of a candle fills at the open of the next one.
 */
export interface StrategyRules {
  /** A condition: buys where it is true and nothing is held, or less than `entriesMax` times was bought. */
  readonly entry: string
  /** A condition: sells all that is held where it is true. Without it only stop, target, trail and time do. */
  readonly exit?: string
  /** See `ExitLevel`; measured from the mean entry price. */
  readonly stop?: string
  readonly target?: string
  /** How far below the highest price since the entry it sells: "3%". */
  readonly trail?: string
  /** See `EntrySize`. */
  readonly size: string
  /** How many candles at most something is held; it is sold at the open of the next. */
  readonly holdBars?: number
  /** After an exit nothing is bought for so many candles. */
  readonly coolDownBars?: number
  /** How often it may buy more of what it holds; 1 when left out. */
  readonly entriesMax?: number
}

/**
 * Where a stop or target is: so far from the mean entry price ("3%"), so many average true ranges of the signal's candle ("2 atr", of 14 bars), so many
 * times the way to the stop ("2r", targets only), or a price that a formula says at the signal's candle ("lowest(low, 10)").
 */
export type ExitLevel =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'ranges'; readonly ranges: number }
  | { readonly kind: 'risks'; readonly risks: number }
  | { readonly kind: 'formula'; readonly formula: string }

/** How much an entry buys: a share of equity ("10%"), money ("$100"), or by what is lost at the stop, as a share of equity ("risk 1%"). */
export type EntrySize =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'money'; readonly money: number }
  | { readonly kind: 'risk'; readonly share: number }

/** A strategy before anybody owns it. */
export interface StrategyDraft {
  readonly name: string
  /** Two sentences for people: what it waits for, and when that tends to work. */
  readonly description: string
  readonly kind: StrategyKind
  readonly timeframe: Timeframe
  /** Names or ids of markets; empty where it is told when it is used. */
  readonly markets: readonly string[]
  readonly rules: StrategyRules
}

/** A version of somebody's strategy; it never changes. Results and positions point at it. */
export interface StrategyVersion extends StrategyDraft {
  readonly id: string
  readonly strategyId: string
  /** 1 is the first. */
  readonly version: number
  /** Wall time, in milliseconds. */
  readonly createdAt: number
}

/** A strategy that somebody keeps. */
export interface Strategy {
  readonly id: string
  readonly userId: string
  /** Six letters and digits, to share it by; undefined until it was shared. */
  readonly shareCode: string | undefined
  /** Its newest version. */
  readonly latest: StrategyVersion
  /** Where it is followed; undefined where it is not. */
  readonly followed: FollowedStrategy | undefined
}

/** A strategy that trades: always one version, on these markets, by paper money until it is graduated. */
export interface FollowedStrategy {
  readonly versionId: string
  readonly version: number
  readonly markets: readonly string[]
  readonly timeframe: Timeframe
  readonly mode: 'paper' | 'live'
  readonly since: number
}
