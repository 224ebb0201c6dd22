import { computeFormula } from '../analysis/formula/compute-formula.ts'
import type { Formula, FormulaNode } from '../analysis/formula/formula-node.ts'
import { inParallel } from '../basics/in-parallel.ts'
import { Refusal } from '../basics/refusal.ts'
import { nextOpen, type Timeframe } from '../basics/timeframe.ts'
import { formulaData } from './load-formula-data.ts'
import type { Market } from './market-ports.ts'
import type { MarketService } from './market-service.ts'

const MARKETS_AT_ONCE_MAX = 8

export interface ScanWish {
  readonly formula: Pick<Formula, 'root'>
  /** The part of the formula whose value is told beside the answer. */
  readonly telling: FormulaNode | undefined
  readonly markets: readonly Market[]
  readonly timeframe: Timeframe
  /** Called after each market. */
  readonly progress?: (done: number, of: number) => Promise<void>
}

/** What a formula says of a market at its last closed candle. */
export interface Scanned {
  readonly market: Market
  /** When that candle closed; undefined where there is none. */
  readonly closedAt: number | undefined
  readonly price: number
  /** A number, or 1 for yes and 0 for no; NaN is unknown. */
  readonly answer: number
  readonly value: number
}

export interface Scan {
  /** In the order of the markets. */
  readonly rows: readonly Scanned[]
  /** When the newest candle closed. A market whose last candle is older has no answer. */
  readonly closedAt: number | undefined
}

/** Asks a formula of many markets. One without candles has no answer; what none of them can be asked is refused. */
export async function scanMarkets(service: Pick<MarketService, 'find' | 'recent'>, wish: ScanWish, signal?: AbortSignal): Promise<Scan> {
  const { markets, progress } = wish
  const refusals: Refusal[] = []
  let done = 0
  const rows = await inParallel(markets, MARKETS_AT_ONCE_MAX, async (market): Promise<Scanned> => {
    try {
      return await ask(service, { ...wish, market }, signal)
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof Refusal)) throw error
      refusals.push(error)
      return { market, closedAt: undefined, price: Number.NaN, answer: Number.NaN, value: Number.NaN }
    } finally {
      await progress?.(++done, markets.length)
    }
  })
  const [refusal] = refusals
  if (refusal !== undefined && refusals.length === markets.length) throw refusal
  const newest = Math.max(...rows.map(({ closedAt }) => closedAt ?? 0))
  return {
    rows: rows.map((row) => (row.closedAt === newest ? row : { ...row, answer: Number.NaN, value: Number.NaN })),
    closedAt: newest === 0 ? undefined : newest,
  }
}

async function ask(
  service: Pick<MarketService, 'find' | 'recent'>,
  { formula, telling, market, timeframe }: Omit<ScanWish, 'markets'> & { readonly market: Market },
  signal?: AbortSignal,
): Promise<Scanned> {
  const data = await formulaData(service, { formula, market, timeframe, bars: 1 }, signal)
  const { time, close } = data.candles
  const last = time.at(-1)
  const lastOf = (root: FormulaNode): number => computeFormula({ root }, data).at(-1) ?? Number.NaN
  return {
    market,
    closedAt: last === undefined ? undefined : nextOpen(timeframe, last),
    price: close.at(-1) ?? Number.NaN,
    answer: lastOf(formula.root),
    value: telling === undefined ? Number.NaN : lastOf(telling),
  }
}
