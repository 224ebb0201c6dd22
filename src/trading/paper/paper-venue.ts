import type { WallClock } from '../../basics/clock.ts'
import type { Placement, Venue } from '../venue-ports.ts'
import type { PaperCosts } from './paper-costs.ts'
import { refusalOf } from './paper-rules.ts'
import { stepNews } from './step-news.ts'

export interface PaperVenueParts {
  readonly clock: Pick<WallClock, 'now'>
  readonly costs: PaperCosts
}

/**
 * An exchange that is made of rules: what it takes and what it fills follow from the order and the market alone. It keeps nothing, so nothing of it can be lost.
 * An order that was taken but never acknowledged is found as long as it may still be sent, and then never was.
 */
export function createPaperVenue({ clock, costs }: PaperVenueParts): Venue {
  const taken = (clientOrderId: string): Placement => ({ outcome: 'acknowledged', venueOrderId: `paper-${clientOrderId}` })
  return {
    mode: 'paper',
    async place(order, step) {
      if (clock.now() > order.notAfter) return { outcome: 'refused', reason: 'It came too late to be sent.' }
      const reason = refusalOf(order, step, costs)
      return reason === undefined ? taken(order.clientOrderId) : { outcome: 'refused', reason }
    },
    async cancel() {
      return 'cancelled'
    },
    async lookUp(order, market, step) {
      if (clock.now() > order.notAfter || refusalOf({ ...order, market }, step, costs) !== undefined) return { outcome: 'none' }
      return taken(order.clientOrderId)
    },
    async news(orders, market, step) {
      return stepNews(orders, { market, step, costs })
    },
  }
}
