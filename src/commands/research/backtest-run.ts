import { z } from 'zod'
import { completeFormula } from '../../analysis/formula/complete-formula.ts'
import { type Button, fields, text } from '../../basics/reply.ts'
import { showPercent } from '../../basics/show.ts'
import { STRATEGY_CATALOGUE } from '../../strategies/strategy-catalogue.ts'
import { lookOf } from '../company.ts'
import { csv } from '../inputs.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { backtestDrawing } from './backtests/backtest-drawing.ts'
import { equityFile, tradesFile } from './backtests/backtest-files.ts'
import { backtestOptions } from './backtests/backtest-options.ts'
import {
  candleWords,
  costTable,
  metricFigures,
  rulesWords,
  spanWords,
  symbolsOf,
  termsWords,
  testNotes,
  toneOfVerdict,
} from './backtests/backtest-words.ts'
import { inputOf, noteOf, prepareBacktest, runPrepared } from './backtests/prepare-backtest.ts'

export const BACKTEST_LIMIT_MS = 60_000

export const backtestRun = command({
  name: 'backtest run',
  summary: 'Test a strategy or a formula on candles of the past',
  group: 'research',
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  cost: 5,
  limitMs: BACKTEST_LIMIT_MS,
  stoppedBy: 'backtest cancel',
  input: z.strictObject({ ...backtestOptions, csv }),
  examples: [
    '/backtest rsi-reversion BTC/USDT 1h 30d',
    '/backtest BTC/USDT 1h entry "sma(10) crosses above sma(20)" exit "sma(10) crosses below sma(20)" fee 0.1% csv',
    '/backtest "rsi(14) < 30" ETH 15m stop 3% target 2r size "risk 1%" hold 48',
  ],
  suggest: {
    strategy: async (typed) => [
      ...STRATEGY_CATALOGUE.map(({ name }) => name).filter((name) => name.startsWith(typed.toLowerCase())),
      ...(typed === '' ? [] : completeFormula(typed)),
    ],
    market: (typed, { services: { market } }) => market.like(typed),
    entry: async (typed) => completeFormula(typed),
    exit: async (typed) => completeFormula(typed),
  },

  async run({ csv: wantsFile, ...said }, context) {
    const { account, services, origin } = context
    const prepared = await prepareBacktest(said, context)
    const { result: tested, facts } = await runPrepared('backtest', { prepared, more: {} }, context)
    const { metrics, verdict, trials, result } = tested
    const note = noteOf(prepared, facts)
    const drawing = await backtestDrawing(prepared, tested, context)
    const kept = await services.backtests.keep({ ...note, userId: account.id, metrics, verdict }, origin)
    const { zone } = await lookOf(context)
    const { what, markets, timeframe } = prepared
    const quote = markets[0]?.quote ?? ''
    const notes = testNotes(prepared, tested, { facts, zone })
    return {
      title: `${what.name} · ${symbolsOf(markets)} ${timeframe}: ${showPercent(metrics.totalReturn)}`,
      tone: toneOfVerdict(verdict),
      blocks: [
        drawing,
        text(`${verdict.words}.`),
        fields(metricFigures(metrics, quote)),
        ...(metrics.trades === 0 ? [] : [costTable(trials)]),
        ...(notes.length === 0 ? [] : [text(notes.join('\n'))]),
        fields({
          Rules: rulesWords(what.rules),
          Costs: termsWords(note, quote),
          Candles: `${candleWords(facts, timeframe)}, ${spanWords(note, zone)}`,
          Code: kept.code,
          Source: sourceWords(services.market, zone),
        }),
        ...(wantsFile ? [tradesFile(result, markets), equityFile(result, timeframe)] : []),
      ],
      buttons: nextSteps(inputOf(said), wantsFile),
    }
  },
})

function nextSteps(input: Readonly<Record<string, unknown>>, hasFile: boolean): readonly Button[] {
  return [
    { kind: 'run', label: 'Optimise', command: 'backtest optimise', input },
    { kind: 'run', label: 'Walk forward', command: 'backtest walkforward', input },
    { kind: 'run', label: 'Monte Carlo', command: 'backtest montecarlo', input },
    ...(hasFile ? [] : [{ kind: 'run' as const, label: 'Trades as a file', command: 'backtest run', input: { ...input, csv: true } }]),
  ]
}
