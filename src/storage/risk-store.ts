import type { UnlockStore } from '../risk/risk-ports.ts'
import { auditedChange, type StoreParts } from './audited-change.ts'

/** The newest ones matter: a lock of yesterday has another name than that of today. */
const UNLOCKS_MAX = 20

export function createRiskStore(parts: StoreParts): UnlockStore {
  return {
    async lifted(userId) {
      const rows = await parts.connection.orm.riskUnlock.findMany({
        where: { userId },
        orderBy: { createdAt: 'desc' },
        take: UNLOCKS_MAX,
      })
      return new Set(rows.map(({ lock }) => lock))
    },
    async lift(userId, locks, origin) {
      await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        work: (tx, createdAt) =>
          tx.riskUnlock.createMany({ data: locks.map((lock) => ({ userId, lock, createdAt })), skipDuplicates: true }),
      })
    },
  }
}
