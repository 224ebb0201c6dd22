import { z } from 'zod'
import type { Button } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { chosenPosition } from '../../trading/choose.ts'
import { lookOf } from '../company.ts'
import { command } from '../services.ts'
import { codeOrMarket } from './order-options.ts'
import { positionCard } from './position-card.ts'
import { namesLike } from './trade-words.ts'

export const positionsShow = command({
  name: 'positions show',
  aliases: ['position'],
  summary: 'Show one open position, with its stop and targets',
  group: 'trading',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ which: option(codeOrMarket, { about: 'Its market or code' }) }),
  examples: ['/positions show btc', '/position btc'],
  suggest: {
    which: async (typed, { services: { trading }, account }) => namesLike(typed, (await trading.book(account.id)).positions),
  },

  async run({ which }, context) {
    const { trading, market, liveCards } = context.services
    const view = chosenPosition(await trading.positions(context.account.id), which)
    const { zone } = await lookOf(context)
    const card = positionCard(view, { trading, market, zone })
    const live: Button = { kind: 'run', label: 'Live card', command: 'positions live', input: { which: view.position.code } }
    return liveCards.isPossible(context.place.platform) ? { ...card, buttons: [...(card.buttons ?? []), live] } : card
  },
})
