import type { Decimal } from '../basics/money.ts'
import type { OrderType } from './orders/order.ts'

/** What an entry would do, for the risk gate. Money is in the book's asset. */
export interface RiskQuestion {
  readonly userId: string
  readonly marketId: string
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly type: OrderType
  readonly quantity: Decimal
  /** Where it is expected to fill, and the market's price now, both in the quote currency. */
  readonly entry: Decimal
  readonly last: Decimal
  /** Worth of one unit of the quote currency in the book's asset. */
  readonly rate: Decimal
  readonly stop: Decimal | undefined
  /** Mean price of its targets, by share; undefined without any. */
  readonly target: Decimal | undefined
  readonly lot: Decimal
  readonly standing: RiskStanding
}

/** How the account stands, with all that is in flight at its worst. Money is in the book's asset. */
export interface RiskStanding {
  readonly now: number
  readonly equity: Decimal
  readonly peak: Decimal
  /** Equity at midnight UTC, corrected for deposits since. */
  readonly dayStart: Decimal
  /** What positions are worth and open entries may come to. */
  readonly exposure: Decimal
  /** The same in the market of the question. */
  readonly held: Decimal
  /** What open positions and entries lose at their stops, without those of the question. */
  readonly atRisk: Decimal
  /** Markets with a position or an open entry. */
  readonly openMarkets: readonly string[]
  readonly entriesToday: number
  readonly lossesInRow: number
  readonly lastLossAt: number | undefined
  /** The median worth of the last entries; undefined before the fifth. */
  readonly usual: Decimal | undefined
}

export interface RiskRuling {
  readonly rule: string
  readonly passed: boolean
  /** "5.00% of equity: $500.00" and what the order would come to. */
  readonly limit: string
  readonly value: string
  /** One sentence for the user, with the number that would pass. */
  readonly words: string
  /** The quantity that this rule would let pass; undefined when no quantity would. */
  readonly passes: Decimal | undefined
}

export interface RiskVerdict {
  readonly allowed: boolean
  readonly rulings: readonly RiskRuling[]
  /** The largest quantity that every rule lets pass; 0 when none would. */
  readonly most: Decimal
}

/** What /buy takes from the user's limits when he says nothing. Shares of the entry price or of equity. */
export interface RiskDefaults {
  readonly stop: Decimal
  readonly target: Decimal
  readonly reward: Decimal
  readonly tradeRisk: Decimal
  readonly marketBand: Decimal
}

/** The one gate that every entry passes, whichever way it came. */
export interface RiskGate {
  defaults(userId: string): Promise<RiskDefaults>
  judge(question: RiskQuestion): Promise<RiskVerdict>
}
