import { z } from 'zod'
import { readStudy } from '../../analysis/read-study.ts'
import { type Block, fields } from '../../basics/reply.ts'
import { CHART_STYLES } from '../../charts/charts.ts'
import { option } from '../../chat/option.ts'
import { chartPanel, checkRoom } from '../chart-panel.ts'
import { lookOf } from '../company.ts'
import { indicatorsAnywhere, marketText, timeframes } from '../inputs.ts'
import { ownMarks } from '../own-marks.ts'
import { accountBadge } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { badgeOf, sourceWords, toneOf } from '../source-words.ts'
import { timeframeButtons } from '../timeframe-buttons.ts'
import { usualTimeframe } from '../usual-timeframe.ts'

export const chart = command({
  name: 'chart',
  aliases: ['c'],
  summary: 'Draw candles of a market, with indicators',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  cost: 5,
  input: z.strictObject({
    market: option(marketText, { about: 'The market, such as BTC or ETH/BTC' }),
    timeframes,
    indicators: indicatorsAnywhere,
    style: option(z.enum([...CHART_STYLES, 'ha']).default('candles'), {
      about: 'How candles are drawn; ha is heikin-ashi',
      anywhere: true,
    }),
    log: option(z.boolean().default(false), { about: 'Equal steps up the picture are equal percentages' }),
  }),
  examples: ['/chart BTC', '/chart btc 4h rsi macd bb', '/chart 1h 1d eth ha', '/chart ETH line log ema 50'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, timeframes, indicators, style, log }, context) {
    const { market: service } = context.services
    const studies = [...new Map(indicators.map(readStudy).map((study) => [study.formula, study])).values()]
    checkRoom(studies)
    const market = await service.find(name, context.signal)
    const [{ zone, palette }, marks] = await Promise.all([lookOf(context), ownMarks(market.id, context)])
    const badge = marks.length > 0 ? accountBadge(context.services) : badgeOf(service)
    const wish = { market, studies, style: style === 'ha' ? 'heikin-ashi' : style, log, zone, palette, marks, badge } as const
    const wanted = [...new Set(timeframes ?? [usualTimeframe(service, market)])]
    const blocks: Block[] = []
    let change: number | undefined
    for (const [index, timeframe] of wanted.entries()) {
      if (wanted.length > 1) await context.progress(index, wanted.length, `Drawing ${timeframe}`)
      const panel = await chartPanel(wish, timeframe, context)
      blocks.push(...panel.blocks)
      change = panel.change
    }
    const same = { market: market.id, indicators: studies.map(({ formula }) => formula), style, log }
    return {
      title: `${market.symbol} ${wanted.join(' ')}`,
      tone: toneOf(change),
      blocks: [...blocks, fields({ Source: `${market.venue}, ${sourceWords(service, zone)}` })],
      buttons: timeframeButtons(service.timeframes(market), 'chart', (timeframe) => ({ ...same, timeframes: [timeframe] })),
    }
  },
})
