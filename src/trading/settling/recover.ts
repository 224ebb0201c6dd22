import type { Order } from '../orders/order.ts'
import type { OrderRun } from '../orders/order-run.ts'
import type { MarketStep } from '../venue-ports.ts'
import { cancelAtVenue } from './cancel-order.ts'
import { momentSteps, stepOpening } from './due-steps.ts'
import { endOrder } from './end-order.ts'
import { sendConfirmed, takePlacement } from './send-order.ts'
import { takeNews } from './take-news.ts'

/** How long after an order's time a venue may still come to know it: its clock may be wrong, and its lists lag. */
const VENUE_LAG_MS = 60_000

/**
 * Takes up what a crash, or a venue that did not answer, left behind. What was confirmed and never sent is sent while it is still fresh, else it expires. What was
 * being sent may have arrived: it is looked up, never sent again, and what is held for it stays held until the venue knows it or provably never will. What is to
 * be cancelled is asked for once more.
 */
export async function recover(run: OrderRun): Promise<void> {
  dropStale(run)
  for (const order of run.work().live()) if (order.state === 'sending') run.work().happen(order.id, 'doubt')
  await sendConfirmed(run, (order) => barOf(run, order))
  const unknown = run
    .work()
    .live()
    .filter(({ state }) => state === 'unknown')
  for (const order of unknown) await lookUp(run, order)
  for (const order of run.work().live())
    if (order.state === 'cancel-pending') await cancelAtVenue(run, [order], { at: run.parts.market.now(), note: order.note ?? '' })
  await run.commit()
}

/** An exit goes to the bar that hit it; whatever else was confirmed goes to the market of now. */
async function barOf({ parts }: OrderRun, { marketId, placedAt, reason, group }: Order): Promise<MarketStep | undefined> {
  if (reason === 'entry' || group !== undefined) return undefined
  return (await stepOpening(parts.market, marketId, placedAt)) ?? stepOpening(parts.market, marketId, placedAt + 1)
}

function dropStale(run: OrderRun): void {
  const { market, clock } = run.parts
  const work = run.work()
  const isHalted = work.book().halt !== undefined
  for (const { id, state, reason, notAfter } of work.live()) {
    if (state !== 'confirmed') continue
    if (isHalted && reason === 'entry')
      endOrder(work, id, { event: 'cancel', at: market.now(), note: 'Entries were stopped before it was sent.' })
    else if (clock.now() > notAfter) endOrder(work, id, { event: 'expire', at: market.now(), note: 'It could not be sent in time.' })
  }
}

async function lookUp(run: OrderRun, order: Order): Promise<void> {
  const { venue, market, clock } = run.parts
  const step = (await barOf(run, order)) ?? (await momentSteps(market, [order.marketId], market.now()))[0]
  if (step === undefined) return
  const found = await venue.lookUp(order, await run.market(order.marketId), step)
  if (found.outcome !== 'none') {
    takePlacement(run, { order, step, placement: found })
    const open = run.work().order(order.id)
    if (open?.state === 'open') await takeNews(run, step, [open])
  } else if (clock.now() > order.notAfter + VENUE_LAG_MS) {
    endOrder(run.work(), order.id, { event: 'not-found', at: market.now(), note: 'It never arrived at the exchange.' })
  }
}
