import { z } from 'zod'
import { type Reply, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import type { Market } from '../../market/market-ports.ts'
import type { CardsOf } from '../../notify/notify-ports.ts'
import { cardFaces, subjectWords } from '../card-faces.ts'
import { lookOf } from '../company.ts'
import { marketText } from '../inputs.ts'
import { command, type Services } from '../services.ts'

export const watch = command({
  name: 'watch',
  summary: 'Keep a live card of a price in this chat',
  group: 'market',
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  menu: true,
  input: z.strictObject({
    market: option(marketText.optional(), { about: 'The market, such as BTC; without it, your live cards are listed' }),
    stop: option(z.boolean().default(false), { about: 'End your live cards, or the one of the market' }),
  }),
  examples: ['/watch BTC', '/watch', '/watch BTC stop', '/watch stop'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, stop }, context) {
    const market = name === undefined ? undefined : await context.services.market.find(name, context.signal)
    if (stop) return end(market, context)
    return market === undefined ? list(context) : begin(market, context)
  },
})

async function begin(market: Market, context: Context<Services>): Promise<Reply> {
  const { account, place, origin, services } = context
  if (!services.liveCards.isPossible(place.platform)) {
    const now = (await cardFaces(services.market, [market.id])).get(market.id)?.reply
    return {
      title: now?.title ?? `There is no price of ${market.symbol} right now`,
      blocks: [...(now?.blocks ?? []), text('A live card edits itself, which a terminal cannot: ask me in Telegram or Discord.')],
    }
  }
  const subject = { id: market.id, name: market.symbol, stop: { command: 'watch', input: { market: market.id, stop: true } } }
  const { endsAt, shown } = await services.liveCards.begin({ userId: account.id, place, subject }, origin)
  const { zone } = await lookOf(context)
  const come = shown ? '' : ' It comes in a moment.'
  return {
    title: `Watching ${market.symbol}`,
    blocks: [text(`The live card changes with the price until ${showTime(endsAt, zone)}.${come}`)],
  }
}

async function end(market: Market | undefined, context: Context<Services>): Promise<Reply> {
  const { origin, services } = context
  const ended = await services.liveCards.end({ ...cardsHere(context), marketId: market?.id }, origin)
  const of = market === undefined ? '' : ` of ${market.symbol}`
  if (ended.length === 0) return { title: `You have no live card${of}${whereWords(context)}`, blocks: [] }
  return {
    title: ended.length === 1 ? 'Your live card has ended' : `Your ${ended.length} live cards have ended`,
    blocks: [text(ended.map(subjectWords).join(', '))],
  }
}

async function list(context: Context<Services>): Promise<Reply> {
  const cards = await context.services.liveCards.of(cardsHere(context))
  if (cards.length === 0) return { title: `You have no live cards${whereWords(context)}`, blocks: [text('Begin one with /watch BTC.')] }
  const { zone } = await lookOf(context)
  return {
    title: `Your live cards${whereWords(context)}`,
    blocks: [
      {
        kind: 'fields',
        fields: cards.map(({ marketId, endsAt }) => ({ label: subjectWords(marketId), value: `until ${showTime(endsAt, zone)}` })),
      },
      text('End them with /watch stop, or one with /watch BTC stop.'),
    ],
  }
}

/** In company nobody hears of the cards that a person has elsewhere. */
function cardsHere({ account, place }: Context<Services>): CardsOf {
  return { userId: account.id, ...(place.private ? {} : { chat: place }) }
}

function whereWords({ place }: Pick<Context<Services>, 'place'>): string {
  return place.private ? '' : ' here'
}
