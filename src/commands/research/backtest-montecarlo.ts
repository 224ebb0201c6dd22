import { z } from 'zod'
import type { MonteCarlo } from '../../backtest/trials/monte-carlo.ts'
import type { Percentiles } from '../../backtest/trials/percentiles.ts'
import { type BlockOf, fields, table, text } from '../../basics/reply.ts'
import { showPercent } from '../../basics/show.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { BACKTEST_LIMIT_MS } from './backtest-run.ts'
import { backtestOptions } from './backtests/backtest-options.ts'
import { candleWords, symbolsOf, toneOfVerdict } from './backtests/backtest-words.ts'
import { inputOf, prepareBacktest, runPrepared } from './backtests/prepare-backtest.ts'

export const backtestMontecarlo = command({
  name: 'backtest montecarlo',
  aliases: ['backtest_chance'],
  summary: 'What else could have come of the same trades, in another order',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  cost: 5,
  limitMs: BACKTEST_LIMIT_MS,
  stoppedBy: 'backtest cancel',
  input: z.strictObject({ ...backtestOptions, csv }),
  examples: ['/backtest montecarlo rsi-reversion BTC/USDT 1h 30d'],

  async run({ csv: wantsFile, ...said }, context) {
    const prepared = await prepareBacktest(said, context)
    const { result, facts } = await runPrepared('monteCarlo', { prepared, more: {} }, context)
    const { what, markets, timeframe } = prepared
    const { metrics, verdict } = result.tested
    const chance = result.monteCarlo
    const { zone } = await lookOf(context)
    return {
      title: `${what.name} · ${symbolsOf(markets)} ${timeframe}: what chance could do`,
      tone: toneOfVerdict(verdict),
      blocks: [
        ...(chance === undefined
          ? [text('There was not one trade, so there is nothing to shuffle.')]
          : [
              chanceTable(chance),
              text(
                `Of 1,000 ways the same ${metrics.trades} trades could have come, 90 lie between the columns of each 100. In ${share(chance.ruin)} the account was down to half.`,
              ),
            ]),
        fields({
          Return: showPercent(metrics.totalReturn),
          'Max drawdown': showPercent(metrics.maxDrawdown),
          Verdict: verdict.words,
          Candles: candleWords(facts, timeframe),
          Source: sourceWords(context.services.market, zone),
        }),
        ...(wantsFile && chance !== undefined ? [chanceFile(chance)] : []),
      ],
      buttons: [{ kind: 'run', label: 'Walk forward', command: 'backtest walkforward', input: inputOf(said) }],
    }
  },
})

function rowsOf({ shuffled, resampled }: MonteCarlo): readonly (readonly [label: string, name: string, values: Percentiles])[] {
  return [
    ['Return', 'return', resampled.totalReturn],
    ['Drawdown', 'drawdown', resampled.maxDrawdown],
    ['Reordered', 'reordered_drawdown', shuffled.maxDrawdown],
  ]
}

/** At most 34 columns: the fall of the same trades in another order stands last. */
function chanceTable(chance: MonteCarlo): BlockOf<'table'> {
  return table(
    [
      { title: '', align: 'left' },
      { title: '5%', align: 'right' },
      { title: 'Half', align: 'right' },
      { title: '95%', align: 'right' },
    ],
    rowsOf(chance).map(([label, , { p5, p50, p95 }]) => [label, ...[p5, p50, p95].map((value) => `${(100 * value).toFixed(1)}%`)]),
  )
}

function chanceFile(chance: MonteCarlo): BlockOf<'file'> {
  return csvFile(
    'monte-carlo.csv',
    ['what', 'p5', 'p50', 'p95'],
    rowsOf(chance).map(([, name, { p5, p50, p95 }]) => [name, ...[p5, p50, p95].map(String)]),
  )
}

function share(ratio: number): string {
  return `${(100 * ratio).toFixed(1)}%`
}
