import { z } from 'zod'
import { Decimal, ONE } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { type Block, type Button, fields, type Reply, text } from '../../basics/reply.ts'
import { showAmount, showPrice } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import { chosenPositions } from '../../trading/choose.ts'
import type { PositionView, Which } from '../../trading/trading.ts'
import { gainTone, gainWords, moneyWords, titled } from '../portfolio-words.ts'
import { command, type Services } from '../services.ts'
import { ageWords } from '../source-words.ts'
import { closedBlocks, closedHead } from './closed-words.ts'
import { codeOrMarket, shareWord } from './order-options.ts'
import { namesLike, partWords } from './trade-words.ts'

const MANY = ['all', 'winners', 'losers'] as const
const SHOWN_MAX = 20

export const close = command({
  name: 'close',
  aliases: ['forceexit', 'fx', { word: 'closeall', preset: 'all' }],
  summary: 'Close positions at the market, or a part of them',
  group: 'trading',
  access: 'trader',
  effect: 'spends',
  readers: 'only-you',
  menu: true,
  cost: 2,
  input: z.strictObject({
    which: option(codeOrMarket.optional(), {
      about: 'The market, the code, all, winners or losers; not needed when there is just one',
      vocabulary: MANY,
    }),
    share: option(shareWord.prefault('100%'), { about: 'How much of it, such as 50%', anywhere: true }),
  }),
  examples: ['/close btc', '/close 50% btc', '/close all', '/closeall 25%'],
  suggest: {
    which: async (typed, { services: { trading }, account }) => namesLike(typed, (await trading.book(account.id)).positions),
  },

  async confirm({ which, share }, context) {
    const { account, services } = context
    const views = await services.trading.positions(account.id)
    const chosen = chosenPositions(views, which === undefined ? onlyOne(views, share) : whichOf(which))
    return questionOf(chosen, share, services)
  },

  async run({ which, share }, context) {
    const { account, origin, services } = context
    const meant = which === undefined ? onlyOne(await services.trading.positions(account.id), share) : whichOf(which)
    const report = await services.trading.close(account.id, { which: meant, share }, origin)
    return closedReply(report, context)
  },
})

function whichOf(word: string): Which {
  return MANY.find((each) => each === word.toLowerCase()) ?? { name: word }
}

/** Where nothing was named there must be one; else each is offered. */
function onlyOne(views: readonly PositionView[], share: Decimal): Which {
  const [first] = views
  if (first !== undefined && views.length === 1) return { name: first.position.code }
  if (first === undefined) return 'all'
  const input = share.eq(ONE) ? {} : { share: `${share.times(100).toFixed()}%` }
  const buttonFor = (label: string, which: string): Button => ({ kind: 'run', label, command: 'close', input: { which, ...input } })
  throw new Refusal('bad-input', `Which of your ${views.length} positions?`, {
    hint: `For example: /close ${first.position.base.toLowerCase()}, /close winners or /close all`,
    buttons: [...views.slice(0, SHOWN_MAX).map(({ position }) => buttonFor(position.base, position.code)), buttonFor('All', 'all')],
  })
}

function questionOf(chosen: readonly PositionView[], share: Decimal, services: Pick<Services, 'market' | 'trading'>): Reply {
  const { market } = services
  const [only] = chosen.length === 1 ? chosen : []
  const part = share.eq(ONE) ? '' : `${partWords(share)} of `
  const profits = chosen.map(({ profit }) => profit)
  const isKnown = profits.every((profit) => profit !== undefined) && new Set(chosen.map(({ position }) => position.quote)).size === 1
  const sum = profits.reduce<Decimal>((total, profit) => total.plus(profit ?? 0), new Decimal(0)).times(share)
  const ages = chosen.flatMap(({ quote }) => quote?.at ?? [])
  return {
    title: titled(`Close ${part}${only === undefined ? `${chosen.length} positions` : only.market.symbol}?`, services),
    tone: isKnown ? gainTone(sum) : 'warning',
    blocks: [
      fields({
        ...Object.fromEntries(
          chosen.slice(0, SHOWN_MAX).map((view) => [`${view.position.base} ${view.position.code}`, lineOf(view, share)]),
        ),
        ...(isKnown ? { 'Result at these prices': `${gainWords(sum, chosen[0]?.position.quote ?? '')}, before the fee of the exit` } : {}),
        ...(ages.length === 0 ? {} : { Price: `${ageWords(market, Math.min(...ages))} old` }),
      }),
      text('Sold at the market. Good for 60 s.'),
    ],
  }
}

function lineOf({ position, market, quote, profit }: PositionView, share: Decimal): string {
  const quantity = share.eq(ONE) ? position.quantity : position.quantity.times(share).div(market.lot).floor().times(market.lot)
  if (quote === undefined) return `sell ${showAmount(quantity, position.base)}; there is no price now`
  const gain = profit === undefined ? '' : `, ${gainWords(profit.times(share), market.quote)}`
  return `sell ${showAmount(quantity, position.base)} at about ${showPrice(quote.last, market.tick)}, ${moneyWords(quote.last.times(quantity), market.quote)}${gain}`
}

async function closedReply(report: Parameters<typeof closedHead>[0], { services, signal }: Context<Services>): Promise<Reply> {
  const blocks: readonly Block[] = await closedBlocks(report, { market: services.market, signal })
  return {
    title: titled(closedHead(report), services),
    tone: report.failed.length > 0 ? 'warning' : 'good',
    blocks,
    buttons: [
      { kind: 'run', label: 'Positions', command: 'positions list', input: {} },
      { kind: 'run', label: 'Trades', command: 'trades', input: {} },
    ],
  }
}
