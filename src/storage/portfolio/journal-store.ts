import type { JournalStore } from '../../trading/portfolio/portfolio-ports.ts'
import { auditedChange, type StoreParts } from '../audited-change.ts'
import { storableText } from '../storable-text.ts'

export function createJournalStore(parts: StoreParts): JournalStore {
  return {
    async add(userId, { id, tradeId = null, words, at }, origin) {
      await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        work: (tx, createdAt) =>
          tx.journalNote.create({ data: { id, userId, tradeId, words: storableText(words), at: BigInt(at), createdAt } }),
      })
    },
    async list(userId, limit) {
      const rows = await parts.connection.orm.journalNote.findMany({
        where: { userId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(({ id, tradeId, words, at }) => ({ id, tradeId: tradeId ?? undefined, words, at: Number(at) }))
    },
  }
}
