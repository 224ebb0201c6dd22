import { text } from '../../basics/reply.ts'
import type { CardFace } from '../../notify/card-shower.ts'
import type { NamedTrade } from '../../trading/portfolio/portfolio.ts'
import { sumOf } from '../../trading/portfolio/valuation.ts'
import { positionOf } from '../card-faces.ts'
import { gainTone, gainWords, titled } from '../portfolio-words.ts'
import type { Services } from '../services.ts'
import { tradeList } from '../trade-list.ts'
import { positionCard } from './position-card.ts'

/** Nobody reads more parts of a position on one card. */
const PARTS_MAX = 10
const RECENT_TRADES_MAX = 100

type FaceServices = Pick<Services, 'trading' | 'portfolio' | 'market'>

/** What live cards of somebody's positions show now, by the ids of what they are about. */
export async function positionFaces(
  services: FaceServices,
  userId: string,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, CardFace>> {
  const views = new Map((await services.trading.positions(userId)).map((view) => [view.position.id, view]))
  const isClosed = (subjectId: string): boolean => !views.has(positionOf(subjectId) ?? '')
  const trades = subjectIds.some(isClosed) ? await services.portfolio.trades(userId, RECENT_TRADES_MAX) : []
  return new Map(
    subjectIds.map((subjectId): [string, CardFace] => {
      const id = positionOf(subjectId)
      const view = views.get(id ?? '')
      if (view === undefined)
        return [subjectId, closedFace(trades.filter(({ trade }) => trade.positionId === id).slice(0, PARTS_MAX), services)]
      const { position, quote, stopNow } = view
      const reply = positionCard(view, { ...services, zone: 'UTC' })
      return [subjectId, { mark: [quote?.last, stopNow, position.quantity].map(String).join(' '), reply }]
    }),
  )
}

/** The last that a card shows: what the position brought, and why it was left. */
function closedFace(trades: readonly NamedTrade[], services: FaceServices): CardFace {
  const [last] = trades
  if (last === undefined)
    return { mark: 'closed', reply: { title: 'This position is closed', blocks: [text('What came of it: /trades, /card')] } }
  const gain = sumOf(trades.map(({ trade }) => trade.pnl))
  return {
    mark: 'closed',
    reply: {
      title: titled(`${last.symbol} closed, ${gainWords(gain, last.quote)}`, services),
      tone: gainTone(gain),
      blocks: [tradeList(trades, 'UTC'), text('A picture of it: /card')],
    },
  }
}
