import { decimal } from '../../basics/money.ts'
import type { HoldingStore } from '../../trading/portfolio/portfolio-ports.ts'
import { auditedChange, type StoreParts } from '../audited-change.ts'

export function createHoldingStore(parts: StoreParts): HoldingStore {
  return {
    async list(userId) {
      const rows = await parts.connection.orm.holding.findMany({ where: { userId }, orderBy: { asset: 'asc' } })
      return rows.map(({ asset, quantity, cost }) => ({
        asset,
        quantity: decimal(quantity.toFixed()),
        cost: cost === null ? undefined : decimal(cost.toFixed()),
      }))
    },
    async set(userId, { asset, quantity, cost }, origin) {
      await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        async work(tx, now) {
          const amounts = { quantity: quantity.toFixed(), cost: cost?.toFixed() ?? null, updatedAt: now }
          await tx.holding.upsert({
            where: { userId_asset: { userId, asset } },
            create: { userId, asset, ...amounts, createdAt: now },
            update: amounts,
          })
        },
      })
    },
    async remove(userId, asset, origin) {
      const { count } = await auditedChange(parts, {
        origin,
        subject: `user:${userId}`,
        work: (tx) => tx.holding.deleteMany({ where: { userId, asset } }),
      })
      return count === 1
    },
  }
}
