import { readNumber } from '../../../analysis/formula/reading/number-literal.ts'
import type { BacktestTerms } from '../../../backtest/tested-rules.ts'
import { Refusal } from '../../../basics/refusal.ts'
import type { Market } from '../../../market/market-ports.ts'
import type { SaidBacktest } from './backtest-options.ts'

const FEE_USUAL = 0.001
const SLIPPAGE_USUAL = 0.0005
const CASH_USUAL = 10_000
const COST_SHARE_MAX = 0.1
const CASH_MAX = 1_000_000_000
const PERCENT = /^(\d*\.?\d+)\s*%$/

/** What a test starts with and pays; what is not said is as usual. Refuses what is no percentage, and cash that is none. */
export function readTerms(said: Pick<SaidBacktest, 'fee' | 'slippage' | 'cash' | 'fixed'>, markets: readonly Market[]): BacktestTerms {
  const cash = said.cash === undefined ? CASH_USUAL : said.cash.toNumber()
  if (!(cash >= 1 && cash <= CASH_MAX))
    throw new Refusal('bad-input', 'A test begins with 1 to a thousand million.', { hint: 'For example: cash 10000' })
  return {
    cash,
    fee: said.fee === undefined ? FEE_USUAL : readCost('fee', said.fee),
    slippage: said.slippage === undefined ? SLIPPAGE_USUAL : readCost('slippage', said.slippage),
    minimumCost: Math.max(0, ...markets.map(({ minimumCost = '0' }) => Number(minimumCost))),
    growth: said.fixed ? 'fixed' : 'compound',
  }
}

function readCost(name: 'fee' | 'slippage', word: string): number {
  const [, digits] = PERCENT.exec(word) ?? []
  const share = digits === undefined ? (Number(word) === 0 ? 0 : undefined) : readNumber(digits, true)
  if (share !== undefined && share >= 0 && share <= COST_SHARE_MAX) return share
  throw new Refusal('bad-input', `A ${name} is a percentage up to 10%, so "${word}" is none.`, { hint: `For example: ${name} 0.1%` })
}
