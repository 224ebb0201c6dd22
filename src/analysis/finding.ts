import type { CandlestickName } from './candlesticks/candlestick-list.ts'

/** What market structure knows: the kinds of findings that are no candlestick pattern. Each is defined in a file of its own under `structure/`. */
export const STRUCTURES = [
  'swing-high',
  'swing-low',
  'bos',
  'choch',
  'support',
  'resistance',
  'fvg',
  'order-block',
  'sweep-high',
  'sweep-low',
] as const
export type StructureName = (typeof STRUCTURES)[number]

/** Counts up when the same candles give other findings. */
export const PATTERNS_VERSION = 1

/** A candlestick pattern by the name it has in formulas, such as "cdl_hammer", or a piece of structure. */
export type FindingKind = CandlestickName | StructureName

/**
 * Something seen in candles. It is known from the close of the candle that opens at `last`, and from nothing later; only its state follows later candles.
 * All times are openings of candles in milliseconds, all levels prices in the quote currency.
 */
export interface Finding {
  readonly kind: FindingKind
  /** What it says of prices to come; 'none' where it only says that nobody wins. */
  readonly direction: 'up' | 'down' | 'none'
  /** The first and the last candle that it is made of. */
  readonly first: number
  readonly last: number
  /** The prices it spans; the same where it is one level. */
  readonly top: number
  readonly bottom: number
  /** How pronounced it is, from 0 to 1; what that means stands with each definition. */
  readonly strength: number
  /** 'active' until prices come back and use it up ('mitigated'), or until it is too old or was run over to mean anything ('expired'). */
  readonly state: FindingState
  /** The candle that ended it; undefined while it is active. */
  readonly endedAt?: number
}

export type FindingState = 'active' | 'mitigated' | 'expired'
