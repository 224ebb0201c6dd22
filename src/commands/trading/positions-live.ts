import { z } from 'zod'
import { type Reply, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import { chosenPosition, isMeant } from '../../trading/choose.ts'
import type { PositionView } from '../../trading/trading.ts'
import { positionOf, positionSubject } from '../card-faces.ts'
import { lookOf } from '../company.ts'
import { command, type Services } from '../services.ts'
import { codeOrMarket } from './order-options.ts'
import { positionCard } from './position-card.ts'

export const positionsLive = command({
  name: 'positions live',
  summary: 'Keep a live card of a position in this chat',
  group: 'trading',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    which: option(codeOrMarket, { about: 'Its market or code' }),
    stop: option(z.boolean().default(false), { about: 'End the live card' }),
  }),
  examples: ['/positions live btc'],

  async run({ which, stop }, context) {
    const views = await context.services.trading.positions(context.account.id)
    if (stop) return end(which, views, context)
    return begin(chosenPosition(views, which), context)
  },
})

async function begin(view: PositionView, context: Context<Services>): Promise<Reply> {
  const { account, place, origin, services } = context
  const { id, code } = view.position
  const { symbol } = view.market
  if (!services.liveCards.isPossible(place.platform)) {
    const { zone } = await lookOf(context)
    const { title, blocks } = positionCard(view, { ...services, zone })
    return { title, blocks: [...blocks, text('A live card edits itself, which a terminal cannot: ask me in Telegram or Discord.')] }
  }
  const subject = {
    id: positionSubject(id),
    name: `this ${symbol} position`,
    stop: { command: 'positions live', input: { which: code, stop: true } },
  }
  const { endsAt, shown } = await services.liveCards.begin({ userId: account.id, place, subject }, origin)
  const come = shown ? '' : ' It comes in a moment.'
  return { title: `Watching your ${symbol}`, blocks: [text(`The live card changes with the price until ${showTime(endsAt)}.${come}`)] }
}

/** Ends the card of an open position, or one whose position was closed meanwhile. */
async function end(which: string, views: readonly PositionView[], { account, origin, services }: Context<Services>): Promise<Reply> {
  const open = views.find(({ position }) => isMeant(which, position))
  const cards = (await services.liveCards.of({ userId: account.id })).flatMap(({ marketId }) => positionOf(marketId) ?? [])
  const id = open?.position.id ?? cards.find((each) => views.every(({ position }) => position.id !== each))
  const ended = id === undefined ? [] : await services.liveCards.end({ userId: account.id, marketId: positionSubject(id) }, origin)
  return { title: ended.length === 0 ? 'It has no live card' : 'Its live card has ended', blocks: [] }
}
