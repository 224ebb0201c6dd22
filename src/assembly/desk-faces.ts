import { cardFaces, positionOf } from '../commands/card-faces.ts'
import type { Services } from '../commands/services.ts'
import { positionFaces } from '../commands/trading/position-faces.ts'
import type { MarketService } from '../market/market-service.ts'
import type { CardFaces } from '../notify/live-cards.ts'

interface FaceParts {
  /** The desk's own market. */
  readonly market: () => Promise<MarketService>
  /** What a person may call, at the market time of their own book. */
  readonly servicesOf: (userId: string) => Promise<Pick<Services, 'trading' | 'portfolio' | 'market'>>
}

/** What live cards show: those of markets all alike, those of positions person by person. */
export function createDeskFaces({ market, servicesOf }: FaceParts): CardFaces {
  return async (cards) => {
    const ofMarkets = cards.filter(({ marketId }) => positionOf(marketId) === undefined)
    const ofPositions = cards.filter(({ marketId }) => positionOf(marketId) !== undefined)
    const people = [...new Set(ofPositions.map(({ userId }) => userId))]
    const faces = await Promise.all([
      ofMarkets.length === 0
        ? new Map()
        : cardFaces(
            await market(),
            ofMarkets.map(({ marketId }) => marketId),
          ),
      ...people.map(async (userId) => {
        const theirs = ofPositions.filter((card) => card.userId === userId).map(({ marketId }) => marketId)
        return positionFaces(await servicesOf(userId), userId, theirs)
      }),
    ])
    return new Map(faces.flatMap((each) => [...each]))
  }
}
