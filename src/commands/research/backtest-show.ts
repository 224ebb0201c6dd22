import { z } from 'zod'
import { printNumber } from '../../analysis/formula/reading/number-literal.ts'
import type { KeptBacktest } from '../../backtest/backtest-ports.ts'
import { fields, text } from '../../basics/reply.ts'
import { showPercent, showTime } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { requestCode } from '../inputs.ts'
import { command } from '../services.ts'
import { metricFigures, rulesWords, spanWords, termsWords, toneOfVerdict } from './backtests/backtest-words.ts'

export const backtestShow = command({
  name: 'backtest show',
  summary: 'One of your backtests, by its code',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ code: option(requestCode, { about: 'Its code, such as K7QX2M' }) }),
  examples: ['/backtest show K7QX2M'],
  suggest: { code: async (_typed, { account, services }) => (await services.backtests.list(account.id)).map(({ code }) => code) },

  async run({ code }, context) {
    const { account, services } = context
    const kept = await services.backtests.find(account.id, code)
    const { zone } = await lookOf(context)
    const { name, markets, timeframe, metrics, verdict, rules, createdAt } = kept
    const quote = quoteOf(kept)
    return {
      title: `${name} · ${symbolsIn(kept)} ${timeframe}: ${showPercent(metrics.totalReturn)}`,
      tone: toneOfVerdict(verdict),
      blocks: [
        text(`${verdict.words}.`),
        fields(metricFigures(metrics, quote)),
        fields({
          Rules: rulesWords(rules),
          Costs: termsWords(kept, quote),
          Markets: markets.join(', '),
          Range: spanWords(kept, zone),
          Tested: showTime(createdAt, zone),
          Code: kept.code,
        }),
      ],
      buttons: [
        { kind: 'run', label: 'Run it again', command: 'backtest run', input: inputFrom(kept) },
        { kind: 'run', label: 'Optimise', command: 'backtest optimise', input: inputFrom(kept) },
      ],
    }
  },
})

/** "BTC/USDT", or "BTC ETH" for several. */
export function symbolsIn({ markets }: Pick<KeptBacktest, 'markets'>): string {
  const symbols = markets.map((id) => id.split(':')[1] ?? id)
  return symbols.length === 1 ? (symbols[0] ?? '') : symbols.map((symbol) => symbol.split('/')[0]).join(' ')
}

function quoteOf({ markets }: Pick<KeptBacktest, 'markets'>): string {
  return markets[0]?.split('/')[1] ?? ''
}

/** The same test as a button says it: rules in words, on the same candles. */
function inputFrom({ rules, markets, timeframe, from, to, fee, slippage, cash, growth }: KeptBacktest): Readonly<Record<string, unknown>> {
  const { holdBars, coolDownBars, entriesMax, ...words } = rules
  const bars = Object.entries({ hold: holdBars, cooldown: coolDownBars, entries: entriesMax }).filter(([, value]) => value !== undefined)
  return {
    ...words,
    ...Object.fromEntries(bars),
    market: markets.join(','),
    timeframe,
    from: minuteOf(from),
    to: minuteOf(to),
    fee: printNumber(fee, true),
    slippage: printNumber(slippage, true),
    cash: String(cash),
    fixed: growth === 'fixed',
  }
}

/** "2021-05-01T12:00", UTC. */
function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16)
}
