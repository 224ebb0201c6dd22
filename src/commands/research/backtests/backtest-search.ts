import { z } from 'zod'
import { printNumber } from '../../../analysis/formula/reading/number-literal.ts'
import type { BacktestLevel } from '../../../backtest/backtest.ts'
import { OBJECTIVES, type Objective } from '../../../backtest/trials/objective.ts'
import type { Optimised, Variant } from '../../../backtest/trials/optimise.ts'
import type { Parameter } from '../../../backtest/trials/parameter.ts'
import { mostUsed, parametersOf } from '../../../backtest/trials/parameters-of.ts'
import {
  planGrid,
  planRandom,
  planThinnedGrid,
  VARIANTS_MAX,
  VARIANTS_USUAL,
  type VariantPlan,
} from '../../../backtest/trials/plan-variants.ts'
import { readRanges } from '../../../backtest/trials/read-ranges.ts'
import type { TrialStrategy } from '../../../backtest/trials/trial-strategy.ts'
import { withParameters } from '../../../backtest/trials/with-parameters.ts'
import { Refusal } from '../../../basics/refusal.ts'
import type { BlockOf, Reply } from '../../../basics/reply.ts'
import { fields, text } from '../../../basics/reply.ts'
import { seededRng } from '../../../basics/rng.ts'
import { option } from '../../../chat/option.ts'
import { printSize } from '../../../strategies/entry-size.ts'
import { printLevel } from '../../../strategies/exit-level.ts'
import { csvFile } from '../../csv.ts'
import { csv } from '../../inputs.ts'
import { backtestOptions, type SaidBacktest } from './backtest-options.ts'
import { inputOf, type PreparedBacktest } from './prepare-backtest.ts'

/** More variants than this are tried only by who was told how many they are. */
const VARIANTS_UNASKED_MAX = 500
/** A variant with fewer trades is shown, but never the best. */
export const TRADES_MIN = 10
const RANGES_CHARS_MAX = 200

/** What commands take that try many variants of a strategy. */
export const searchInput = z.strictObject({
  ...backtestOptions,
  vary: option(z.string().trim().min(1).max(RANGES_CHARS_MAX).optional(), {
    about: 'Which numbers, from where to where: "p1=7..21:7 stop=2%..6%:1%"',
    words: ['vary'],
  }),
  by: option(z.enum(OBJECTIVES).default('sharpe'), { about: 'What the best one has most of', words: ['by'] }),
  random: option(z.int().min(2).max(VARIANTS_MAX).optional(), { about: 'Tries so many at random instead of a grid', words: ['random'] }),
  sure: option(z.boolean().default(false), { about: `Also where there are more than ${VARIANTS_UNASKED_MAX} variants` }),
  csv,
})

type SaidSearch = z.output<typeof searchInput>

/** Which test, and how to search. */
export interface ReadSearch {
  readonly said: SaidBacktest
  readonly by: Objective
  readonly csv: boolean
  /** The input of the same search from a button. */
  readonly input: Readonly<Record<string, unknown>>
}

export function readSearch({ vary, by, random, sure, csv: wantsFile, ...said }: SaidSearch): ReadSearch {
  const more = Object.entries({ vary, by, random, sure }).filter(([, value]) => value !== undefined && value !== false)
  return { said, by, csv: wantsFile, input: { ...inputOf(said), ...Object.fromEntries(more) } }
}

/** Which variants are tried: those that were said, some at random, or a grid over the numbers that matter most. Refuses rules without numbers. */
export function planSearch({ strategy, what }: PreparedBacktest, { vary, random }: Pick<SaidSearch, 'vary' | 'random'>): VariantPlan {
  const parameters = parametersOf(strategy)
  if (parameters.length === 0)
    throw new Refusal('bad-input', 'There is no number in these rules that could be another one.', {
      hint: 'For example: entry "rsi(14) < 30" stop 3%',
    })
  const varied = vary === undefined ? mostUsed(parameters) : readRanges(vary, parameters)
  if (random !== undefined) return planRandom(varied, random, seededRng(`${JSON.stringify(what.rules)} ${random}`))
  return vary === undefined ? planThinnedGrid(varied, VARIANTS_USUAL) : planGrid(varied, VARIANTS_MAX)
}

/** What is asked before many variants are tried; undefined where they are few, or somebody is sure. */
export function questionBefore(
  { rows, parameters }: VariantPlan,
  { command, said, input }: { readonly command: string; readonly said: Pick<SaidSearch, 'sure'>; readonly input: ReadSearch['input'] },
): Reply | undefined {
  if (rows.length <= VARIANTS_UNASKED_MAX || said.sure) return undefined
  const count = rows.length.toLocaleString('en')
  return {
    title: `That makes ${count} variants`,
    tone: 'warning',
    blocks: [
      text(
        `More than ${VARIANTS_UNASKED_MAX} take a while, and the best of many is the luckiest more often than the best. Fewer say more.`,
      ),
      fields({ Numbers: parameters.map(parameterWords).join(', ') }),
    ],
    buttons: [{ kind: 'run', label: `Try ${count}`, command, input: { ...input, sure: true }, replaces: true }],
  }
}

/** "rsi.period 7 to 21". */
export function parameterWords({ name, range, percent }: Parameter): string {
  return `${name} ${printNumber(range.least, percent)} to ${printNumber(range.most, percent)}`
}

/** "14 30 3%": the numbers of a variant in the order of the parameters. */
export function valuesWords({ values }: Pick<Variant, 'values'>, parameters: readonly Parameter[]): string {
  return values.map((value, index) => printNumber(value, parameters[index]?.percent ?? false)).join(' ')
}

/** The same test with the numbers of a variant, as a button says it. */
export function variantInput(
  { said, strategy, markets, timeframe }: PreparedBacktest,
  { parameters }: VariantPlan,
  { values }: Pick<Variant, 'values'>,
): Readonly<Record<string, unknown>> {
  // Its rules are said in full, so whatever the strategy was called may stay away.
  const { strategy: _name, ...input } = inputOf(said)
  const where = { market: markets.map(({ id }) => id).join(','), timeframe }
  return { ...input, ...where, ...rulesInput(withParameters(strategy, parameters, values)) }
}

function rulesInput({ formulas, rules }: TrialStrategy): Readonly<Record<string, unknown>> {
  const { size, stop, target, trail, holdBars, coolDownBars, entriesMax } = rules
  const levels = { stop: levelWords(stop, formulas.stop), target: levelWords(target, formulas.target) }
  const words = { ...levels, exit: formulas.exit?.text, trail: trail === undefined ? undefined : printNumber(trail, true), hold: holdBars }
  return {
    entry: formulas.entry.text,
    size: printSize(size),
    cooldown: coolDownBars,
    entries: entriesMax,
    ...Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)),
  }
}

function levelWords(level: BacktestLevel | undefined, formula: { readonly text: string } | undefined): string | undefined {
  if (level === undefined) return undefined
  return level.kind === 'column' ? formula?.text : printLevel(level)
}

/** A row for each variant that was tried. */
export function variantsFile({ variants }: Optimised, parameters: readonly Parameter[]): BlockOf<'file'> {
  return csvFile(
    'variants.csv',
    [...parameters.map(({ name }) => name), 'trades', 'return', 'sharpe', 'max_drawdown', 'win_rate', 'profit_factor', 'score'],
    variants.map(({ values, metrics, score }) => [
      ...values.map(String),
      ...[metrics.trades, metrics.totalReturn, metrics.sharpe, metrics.maxDrawdown, metrics.winRate, metrics.profitFactor, score].map(
        (value) => (value === undefined ? '' : String(value)),
      ),
    ]),
  )
}
