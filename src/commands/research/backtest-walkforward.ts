import type { WalkForward } from '../../backtest/trials/walk-forward.ts'
import { type Block, type BlockOf, fields, picture, table, text } from '../../basics/reply.ts'
import { showPercent } from '../../basics/show.ts'
import type { EquityPicture } from '../../charts/charts.ts'
import type { Context } from '../../chat/command.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
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
} from './backtests/backtest-search.ts'
import { candleWords, symbolsOf, toneOfVerdict } from './backtests/backtest-words.ts'
import { type PreparedBacktest, prepareBacktest, runPrepared } from './backtests/prepare-backtest.ts'

const CURVE_POINTS_MAX = 1200

export const backtestWalkforward = command({
  name: 'backtest walkforward',
  aliases: ['backtest_walk'],
  summary: 'Choose numbers on one stretch of time, and try them on the next',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  cost: 10,
  limitMs: BACKTEST_LIMIT_MS,
  stoppedBy: 'backtest cancel',
  input: searchInput,
  examples: ['/backtest walkforward rsi-reversion BTC/USDT 1h 30d random 10'],

  async run(given, context) {
    const search = readSearch(given)
    const prepared = await prepareBacktest(search.said, context)
    const plan = planSearch(prepared, given)
    const question = questionBefore(plan, { command: 'backtest walkforward', said: given, input: search.input })
    if (question !== undefined) return question
    const more = { plan, objective: search.by, tradesMin: TRADES_MIN }
    const { result, facts } = await runPrepared('walkForward', { prepared, more }, context)
    const { forward, best, optimised } = result
    const { what, markets, timeframe } = prepared
    const { zone } = await lookOf(context)
    return {
      title: `${what.name} · ${symbolsOf(markets)} ${timeframe}: walked forward`,
      tone: best === undefined ? 'warning' : toneOfVerdict(best.verdict),
      blocks: [
        ...(await forwardDrawing(prepared, forward, context)),
        ...(best === undefined ? [] : [text(`${best.verdict.words}.`)]),
        ...windowBlocks(forward),
        fields({
          ...(optimised.best === undefined ? {} : { 'Best over all': valuesWords(optimised.best, plan.parameters) }),
          Numbers: plan.parameters.map(parameterWords).join(', '),
          Variants: String(plan.rows.length),
          Candles: candleWords(facts, timeframe),
          Source: sourceWords(context.services.market, zone),
        }),
        ...(search.csv
          ? [
              windowsFile(
                forward,
                plan.parameters.map(({ name }) => name),
              ),
            ]
          : []),
      ],
      buttons:
        optimised.best === undefined
          ? []
          : [{ kind: 'run', label: 'Test the best', command: 'backtest run', input: variantInput(prepared, plan, optimised.best) }],
    }
  },
})

function windowBlocks({ windows, efficiency }: WalkForward): readonly Block[] {
  if (windows.length === 0)
    return [text(`No window had enough candles and ${TRADES_MIN} trades or more over all. Take a longer range or a finer timeframe.`)]
  const kept =
    efficiency === undefined
      ? ''
      : ` Outside it kept ${efficiency > 0 ? `${Math.round(100 * efficiency)}%` : 'nothing'} of what it had inside.`
  return [
    table(
      [
        { title: 'Tried from', align: 'left' },
        { title: 'Inside', align: 'right' },
        { title: 'Outside', align: 'right' },
      ],
      windows.map(({ split, inside, outside }) => [new Date(split).toISOString().slice(0, 10), showPercent(inside), showPercent(outside)]),
    ),
    text(`Numbers were chosen inside each window, and tried outside, on the time right after it.${kept}`),
  ]
}

/** The account over the time outside: what somebody had who chose anew in each window. */
async function forwardDrawing(
  { what, markets, timeframe }: PreparedBacktest,
  { times, equity, windows }: WalkForward,
  context: Context<Services>,
): Promise<readonly BlockOf<'picture'>[]> {
  if (times.length < 2) return []
  const { zone, palette } = await lookOf(context)
  const badge = badgeOf(context.services.market)
  const spec: EquityPicture = {
    title: `${what.name} · ${symbolsOf(markets)} ${timeframe}`,
    ...(badge === undefined ? {} : { badge }),
    curve: curveOf(times, equity),
    currency: markets[0]?.quote ?? '',
    figures: [{ label: 'Tried outside', value: `${windows.length} windows` }],
    zone,
    palette,
    at: context.services.market.now(),
  }
  return [picture(await context.services.charts.equity(spec, context.signal))]
}

function curveOf(times: Float64Array, equity: Float64Array): EquityPicture['curve'] {
  const every = Math.ceil(times.length / CURVE_POINTS_MAX)
  let peak = 0
  const all = Array.from(times, (at, index) => {
    const value = equity[index] ?? 0
    peak = Math.max(peak, value)
    return { at, equity: value, drawdown: peak > 0 ? value / peak - 1 : 0 }
  })
  return all.filter((_, index) => index % every === 0 || index === all.length - 1)
}

function windowsFile({ windows }: WalkForward, names: readonly string[]) {
  return csvFile(
    'windows.csv',
    ['from_ms', 'split_ms', 'to_ms', ...names, 'inside', 'outside', 'outside_trades'],
    windows.map(({ from, split, to, values, inside, outside, outsideTrades }) =>
      [from, split, to, ...values, inside, outside, outsideTrades].map(String),
    ),
  )
}
