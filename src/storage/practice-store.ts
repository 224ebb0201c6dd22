import type { PracticeStore } from '../market/market-ports.ts'
import { auditedChange, type StoreParts } from './audited-change.ts'

export function createPracticeStore(parts: StoreParts): PracticeStore {
  return {
    async read(userId) {
      const row = await parts.connection.orm.practiceSession.findUnique({ where: { userId } })
      return row === null ? undefined : { from: Number(row.fromTime), speed: row.speed, startedAt: row.startedAt.getTime() }
    },
    async write(userId, { from, speed, startedAt }, origin) {
      await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        async work(tx, now) {
          const session = { fromTime: BigInt(from), speed, startedAt: new Date(startedAt), updatedAt: now }
          await tx.practiceSession.upsert({ where: { userId }, create: { userId, ...session, createdAt: now }, update: session })
        },
      })
    },
    async clear(userId, origin) {
      await auditedChange(parts, { origin, subject: `user:${userId}`, work: (tx) => tx.practiceSession.deleteMany({ where: { userId } }) })
    },
  }
}
