import type { Searched } from '../../backtest/backtest-worker.ts'
import type { Objective } from '../../backtest/trials/objective.ts'
import type { Parameter } from '../../backtest/trials/parameter.ts'
import type { VariantPlan } from '../../backtest/trials/plan-variants.ts'
import { type Block, type BlockOf, fields, picture, table, text } from '../../basics/reply.ts'
import { showPercent } from '../../basics/show.ts'
import { MATRIX_ROWS_MAX, type MatrixPicture } from '../../charts/charts.ts'
import type { Context } from '../../chat/command.ts'
import { lookOf } from '../company.ts'
import { command, type Services } from '../services.ts'
import { badgeOf, sourceWords } from '../source-words.ts'
import { BACKTEST_LIMIT_MS } from './backtest-run.ts'
import {
  parameterWords,
  planSearch,
  questionBefore,
  readSearch,
  searchInput,
  TRADES_MIN,
  valuesWords,
  variantInput,
  variantsFile,
} from './backtests/backtest-search.ts'
import { candleWords, metricFigures, ratioWords, symbolsOf, toneOfVerdict } from './backtests/backtest-words.ts'
import { type PreparedBacktest, prepareBacktest, runPrepared } from './backtests/prepare-backtest.ts'

const SHOWN_MAX = 8
/** More values than this across, and nothing in a cell can be read on a phone. */
const MAP_COLUMNS_MAX = 14

/** What a variant is told by beside its return. */
const OBJECTIVE_TITLES: Readonly<Record<Objective, string>> = {
  sharpe: 'Sharpe',
  return: 'Sharpe',
  calmar: 'Calmar',
  'profit-factor': 'Factor',
}

export const backtestOptimise = command({
  name: 'backtest optimise',
  aliases: ['backtest_optimize'],
  summary: 'Try other numbers in a strategy, and see how lucky the best was',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  cost: 10,
  limitMs: BACKTEST_LIMIT_MS,
  stoppedBy: 'backtest cancel',
  input: searchInput,
  examples: [
    '/backtest optimise rsi-reversion BTC/USDT 1h 30d random 10',
    '/backtest optimise BTC 1h entry "rsi(14) < 30" stop 3% vary "p1=7..21:7" csv',
  ],

  async run(given, context) {
    const search = readSearch(given)
    const prepared = await prepareBacktest(search.said, context)
    const plan = planSearch(prepared, given)
    const question = questionBefore(plan, { command: 'backtest optimise', said: given, input: search.input })
    if (question !== undefined) return question
    const more = { plan, objective: search.by, tradesMin: TRADES_MIN }
    const { result, facts } = await runPrepared('search', { prepared, more }, context)
    const { best } = result.optimised
    const { what, markets, timeframe } = prepared
    const { zone } = await lookOf(context)
    const count = plan.rows.length
    return {
      title: `${what.name} · ${symbolsOf(markets)} ${timeframe}: best of ${count}`,
      tone: result.best === undefined ? 'warning' : toneOfVerdict(result.best.verdict),
      blocks: [
        ...(await heatMap(prepared, { plan, result }, context)),
        ...bestBlocks(result, { plan, quote: markets[0]?.quote ?? '' }),
        ...(result.best === undefined ? [] : [bestTable(result, { parameters: plan.parameters, by: search.by })]),
        fields({
          Numbers: plan.parameters.map(parameterWords).join(', '),
          Variants: String(count),
          Candles: candleWords(facts, timeframe),
          Source: sourceWords(context.services.market, zone),
        }),
        ...(search.csv ? [variantsFile(result.optimised, plan.parameters)] : []),
      ],
      buttons: [
        { kind: 'run', label: 'Walk forward', command: 'backtest walkforward', input: search.input },
        ...(best === undefined
          ? []
          : [{ kind: 'run' as const, label: 'Test the best', command: 'backtest run', input: variantInput(prepared, plan, best) }]),
      ],
    }
  },
})

function bestBlocks({ best }: Searched, { plan, quote }: { readonly plan: VariantPlan; readonly quote: string }): readonly Block[] {
  if (best === undefined) return [text(`None of ${plan.rows.length} variants had ${TRADES_MIN} trades, so none is the best.`)]
  return [text(`${best.verdict.words}.`), fields(metricFigures(best.metrics, quote))]
}

/** The best few: their numbers in the order of the parameters. */
function bestTable(
  { optimised: { variants } }: Searched,
  { parameters, by }: { readonly parameters: readonly Parameter[]; readonly by: Objective },
): BlockOf<'table'> {
  const scored = variants.filter(({ score }) => score !== undefined).toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0))
  return table(
    [
      { title: parameters.length === 1 ? (parameters[0]?.name ?? '') : 'Numbers', align: 'left' },
      { title: 'Return', align: 'right' },
      { title: OBJECTIVE_TITLES[by], align: 'right' },
    ],
    scored
      .slice(0, SHOWN_MAX)
      .map((variant) => [
        valuesWords(variant, parameters),
        showPercent(variant.metrics.totalReturn),
        ratioWords(by === 'return' ? variant.metrics.sharpe : variant.score),
      ]),
  )
}

/** Where two numbers were varied, the return of each pair: the first down, the second across. */
async function heatMap(
  { markets, timeframe }: PreparedBacktest,
  { plan: { parameters }, result }: { readonly plan: VariantPlan; readonly result: Searched },
  context: Context<Services>,
): Promise<readonly BlockOf<'picture'>[]> {
  const [down, across] = parameters
  if (down === undefined || across === undefined || parameters.length !== 2) return []
  const { variants } = result.optimised
  const valuesAt = (place: 0 | 1): readonly number[] =>
    [...new Set(variants.map(({ values }) => values[place] ?? 0))].toSorted((one, other) => one - other)
  const [rows, columns] = [valuesAt(0), valuesAt(1)]
  if (rows.length > MATRIX_ROWS_MAX || columns.length > MAP_COLUMNS_MAX) return []
  const returns = new Map(variants.map(({ values, metrics }) => [values.join(' '), metrics.totalReturn]))
  const most = Math.max(...variants.map(({ metrics }) => Math.abs(metrics.totalReturn)), Number.MIN_VALUE)
  const cellOf = (one: number, other: number) => {
    const value = returns.get(`${one} ${other}`)
    return value === undefined ? undefined : { value: value / most, words: `${(100 * value).toFixed(1)}%` }
  }
  const { zone, palette } = await lookOf(context)
  const badge = badgeOf(context.services.market)
  const spec: MatrixPicture = {
    title: `${symbolsOf(markets)} ${timeframe}: ${down.name} down, ${across.name} across`,
    ...(badge === undefined ? {} : { badge }),
    columns: columns.map((value) => valuesWords({ values: [value] }, [across])),
    rows: rows.map((one) => ({ label: valuesWords({ values: [one] }, [down]), cells: columns.map((other) => cellOf(one, other)) })),
    zone,
    palette,
    at: context.services.market.now(),
  }
  return [picture(await context.services.charts.matrix(spec, context.signal))]
}
