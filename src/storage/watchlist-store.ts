import type { WatchlistStore } from '../market/market-ports.ts'
import { auditedChange, type StoreParts } from './audited-change.ts'

export function createWatchlistStore(parts: StoreParts): WatchlistStore {
  return {
    async list(userId) {
      const entries = await parts.connection.orm.watchlistEntry.findMany({
        where: { userId },
        orderBy: [{ addedAt: 'asc' }, { position: 'asc' }],
      })
      return entries.map(({ marketId }) => marketId)
    },
    async add(userId, marketIds, origin) {
      await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        work: (tx, addedAt) =>
          tx.watchlistEntry.createMany({
            data: marketIds.map((marketId, position) => ({ userId, marketId, position, addedAt })),
            skipDuplicates: true,
          }),
      })
    },
    async remove(userId, marketIds, origin) {
      await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        work: (tx) => tx.watchlistEntry.deleteMany({ where: { userId, marketId: { in: [...marketIds] } } }),
      })
    },
  }
}
