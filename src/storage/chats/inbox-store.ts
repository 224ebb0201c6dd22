import { MINUTE_MS } from '../../basics/timeframe.ts'
import type { Inbox, InboxClaim } from '../../chat/chat-ports.ts'
import type { StoreParts } from '../audited-change.ts'

const LEASE_MS = MINUTE_MS
/** The table's CHECK says the same. */
const TRIES_MAX = 3
const UNFINISHED_MAX = 10_000

export function createInbox({ connection, clock }: StoreParts): Inbox {
  return {
    async claim(platform, deliveryId) {
      const now = new Date(clock.now())
      const leasedUntil = new Date(clock.now() + LEASE_MS)
      const claimed = await connection.orm.$executeRaw`
        INSERT INTO inbox (platform, delivery_id, tries, leased_until, created_at)
        VALUES (${platform}, ${deliveryId}, 1, ${leasedUntil}, ${now})
        ON CONFLICT (platform, delivery_id) DO UPDATE SET tries = inbox.tries + 1, leased_until = excluded.leased_until
        WHERE inbox.handled_at IS NULL AND inbox.leased_until <= ${now} AND inbox.tries < ${TRIES_MAX}`
      if (claimed > 0) return 'fresh'
      const entry = await connection.orm.inboxEntry.findUnique({ where: { platform_deliveryId: { platform, deliveryId } } })
      return entry === null ? 'running' : standing(entry, now)
    },
    async finish(platform, deliveryId) {
      await connection.orm.inboxEntry.updateMany({
        where: { platform, deliveryId, handledAt: null },
        data: { handledAt: new Date(clock.now()), payload: null },
      })
    },
    async keep(platform, deliveryId, payload) {
      const now = new Date(clock.now())
      const row = { platform, deliveryId, payload, tries: 0, leasedUntil: now, createdAt: now }
      await connection.orm.inboxEntry.createMany({ data: [row], skipDuplicates: true })
    },
    async unfinished(platform) {
      const entries = await connection.orm.inboxEntry.findMany({
        where: { platform, payload: { not: null } },
        orderBy: [{ createdAt: 'asc' }, { deliveryId: 'asc' }],
        take: UNFINISHED_MAX,
      })
      return entries.flatMap(({ payload }) => payload ?? [])
    },
  }
}

function standing(entry: { readonly handledAt: Date | null; readonly leasedUntil: Date }, now: Date): InboxClaim {
  if (entry.handledAt !== null) return 'done'
  return entry.leasedUntil > now ? 'running' : 'poison'
}
