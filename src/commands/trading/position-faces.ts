import { text } from '../../basics/reply.ts'
import type { CardFace } from '../../notify/card-shower.ts'
import { positionOf } from '../card-faces.ts'
import type { Services } from '../services.ts'
import { positionCard } from './position-card.ts'

/** What live cards of somebody's positions show now, by the ids of what they are about. */
export async function positionFaces(
  { trading, market }: Pick<Services, 'trading' | 'market'>,
  userId: string,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, CardFace>> {
  const views = new Map((await trading.positions(userId)).map((view) => [view.position.id, view]))
  return new Map(
    subjectIds.map((subjectId): [string, CardFace] => {
      const view = views.get(positionOf(subjectId) ?? '')
      if (view === undefined) return [subjectId, CLOSED]
      const { position, quote, stopNow } = view
      const reply = positionCard(view, { trading, market, zone: 'UTC' })
      return [subjectId, { mark: [quote?.last, stopNow, position.quantity].map(String).join(' '), reply }]
    }),
  )
}

const CLOSED: CardFace = {
  mark: 'closed',
  reply: { title: 'This position is closed', tone: 'neutral', blocks: [text('What came of it: /trades, /card')] },
}
