import { z } from 'zod'
import type { KeptBacktest } from '../../backtest/backtest-ports.ts'
import { fields, table, text } from '../../basics/reply.ts'
import { showPercent } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { requestCode } from '../inputs.ts'
import { command } from '../services.ts'
import { symbolsIn } from './backtest-show.ts'
import { isTelling, percentWords, ratioWords, rulesWords, spanWords } from './backtests/backtest-words.ts'

const FEW = '–'

export const backtestCompare = command({
  name: 'backtest compare',
  summary: 'Two of your backtests side by side',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({
    one: option(requestCode, { about: 'The code of the first, such as K7QX2M' }),
    other: option(requestCode, { about: 'The code of the second' }),
  }),
  examples: ['/backtest compare K7QX2M B3ZT5A'],

  async run({ one, other }, context) {
    const { account, services } = context
    const both = [await services.backtests.find(account.id, one), await services.backtests.find(account.id, other)]
    const { zone } = await lookOf(context)
    const spans = new Set(both.map(({ markets, timeframe, from, to }) => [...markets, timeframe, from, to].join(' ')))
    return {
      title: `${both.map(({ code }) => code).join(' and ')} side by side`,
      blocks: [
        table([{ title: '', align: 'left' }, ...both.map(({ code }) => ({ title: code, align: 'right' as const }))], rowsOf(both)),
        ...both.map((kept) =>
          fields({
            [kept.code]: `${kept.name} · ${symbolsIn(kept)} ${kept.timeframe}`,
            Verdict: kept.verdict.words,
            Rules: rulesWords(kept.rules),
            Range: spanWords(kept, zone),
          }),
        ),
        ...(spans.size > 1 ? [text('They were tested on different candles, so their returns do not compare.')] : []),
      ],
      buttons: both.map(({ code }) => ({ kind: 'run', label: code, command: 'backtest show', input: { code } })),
    }
  },
})

function rowsOf(both: readonly KeptBacktest[]): readonly (readonly string[])[] {
  const row = (label: string, say: (metrics: KeptBacktest['metrics']) => string): readonly string[] => [
    label,
    ...both.map(({ metrics }) => say(metrics)),
  ]
  const short = (value: number | undefined, words: (known: number | undefined) => string): string =>
    value === undefined ? FEW : words(value)
  return [
    row('Trades', ({ trades }) => String(trades)),
    row('Return', ({ totalReturn }) => showPercent(totalReturn)),
    row('Holding', ({ buyAndHold }) => showPercent(buyAndHold)),
    row('A year', ({ annualReturn }) => short(annualReturn, percentWords)),
    row('Drawdown', ({ maxDrawdown }) => showPercent(maxDrawdown)),
    row('Sharpe', ({ sharpe }) => short(isTelling(sharpe) ? sharpe : undefined, ratioWords)),
    row('Sortino', ({ sortino }) => short(isTelling(sortino) ? sortino : undefined, ratioWords)),
    row('Won', ({ winRate }) => short(winRate, percentWords)),
    row('Factor', ({ profitFactor }) => short(profitFactor, ratioWords)),
    row('Exposure', ({ exposure }) => showPercent(exposure)),
  ]
}
