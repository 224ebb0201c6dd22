import { z } from 'zod'
import { TIMEFRAMES } from '../../basics/timeframe.ts'

const COUNT = z.int().min(0)
/** What cannot be said of so little was not written. */
const PERHAPS = z
  .number()
  .optional()
  .transform((value) => value)

const RULES = z.object({
  entry: z.string(),
  exit: z.string().exactOptional(),
  stop: z.string().exactOptional(),
  target: z.string().exactOptional(),
  trail: z.string().exactOptional(),
  size: z.string(),
  holdBars: COUNT.exactOptional(),
  coolDownBars: COUNT.exactOptional(),
  entriesMax: COUNT.exactOptional(),
})

const METRICS = z.object({
  trades: COUNT,
  wins: COUNT,
  totalReturn: z.number(),
  annualReturn: PERHAPS,
  buyAndHold: z.number(),
  winRate: PERHAPS,
  profitFactor: PERHAPS,
  sharpe: PERHAPS,
  sortino: PERHAPS,
  calmar: PERHAPS,
  maxDrawdown: z.number(),
  maxDrawdownMs: z.number(),
  averageWin: PERHAPS,
  averageLoss: PERHAPS,
  expectancy: PERHAPS,
  recoveryFactor: PERHAPS,
  exposure: z.number(),
  fees: z.number(),
  finalEquity: z.number(),
  ambiguousTrades: COUNT,
})

/** What stands in the columns of a kept result that hold JSON, as it was written here. */
export const KEPT = z
  .object({
    rules: RULES,
    markets: z.array(z.string()),
    timeframe: z.enum(TIMEFRAMES),
    settings: z.object({ fee: z.number(), slippage: z.number(), cash: z.number(), growth: z.enum(['compound', 'fixed']) }),
    metrics: METRICS,
    verdict: z.object({ grade: z.enum(['sound', 'doubtful', 'unsound']), words: z.string() }),
  })
  .transform(({ settings, ...kept }) => ({ ...kept, ...settings }))
