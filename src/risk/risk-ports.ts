import type { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'

/** What a person lets the desk do. Shares are ratios; all but `rewardMin` and the usual stop and target are what may be reached at most. */
export interface RiskLimits {
  readonly positionMax: Decimal
  readonly tradeRiskMax: Decimal
  readonly exposureMax: Decimal
  readonly positionsMax: number
  readonly drawdownMax: Decimal
  readonly dailyLossMax: Decimal
  readonly rewardMin: Decimal
  readonly stopDefault: Decimal
  readonly targetDefault: Decimal
  readonly tradesADayMax: number
  readonly lossesInRowMax: number
  readonly marketBand: Decimal
  readonly restingBand: Decimal
  readonly usualSizeMax: Decimal
  /** Coins or markets; empty when all may be entered. */
  readonly onlyMarkets: readonly string[]
  readonly neverMarkets: readonly string[]
}

export interface LimitSource {
  /** The limits that hold now. */
  of(userId: string): Promise<RiskLimits>
}

/** Locks that somebody lifted before their time, by the names that `locks.ts` gives them. */
export interface UnlockStore {
  lifted(userId: string): Promise<ReadonlySet<string>>
  /** Audited. */
  lift(userId: string, locks: readonly string[], origin: Origin): Promise<void>
}

/** How an account stands, with all that is in flight at its worst. Money is in the account's own asset, times are market time in milliseconds. */
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
  /** What open positions and entries lose at their stops. */
  readonly atRisk: Decimal
  /** Markets with a position or an open entry. */
  readonly openMarkets: readonly string[]
  readonly entriesToday: number
  readonly lossesInRow: number
  readonly lastLossAt: number | undefined
  /** The median worth of the last entries; undefined while there are too few. */
  readonly usual: Decimal | undefined
}

/** An entry that is to be judged. Prices are in the quote currency. */
export interface RiskQuestion {
  readonly userId: string
  readonly marketId: string
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly type: 'market' | 'limit' | 'stop'
  readonly quantity: Decimal
  /** Where it is expected to fill, and the market's price now. */
  readonly entry: Decimal
  readonly last: Decimal
  /** Worth of one unit of the quote currency in the account's asset. */
  readonly rate: Decimal
  readonly stop: Decimal | undefined
  /** Mean price of its targets, by share; undefined without any. */
  readonly target: Decimal | undefined
  readonly lot: Decimal
  readonly standing: RiskStanding
}

/** What one rule says. */
export interface RiskRuling {
  readonly rule: string
  readonly passed: boolean
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

export interface RiskDefaults {
  readonly stop: Decimal
  readonly target: Decimal
  readonly reward: Decimal
  readonly tradeRisk: Decimal
  readonly marketBand: Decimal
}
