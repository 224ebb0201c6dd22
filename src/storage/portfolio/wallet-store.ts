import { decimal } from '../../basics/money.ts'
import type { WalletRequest, WalletRequestStore } from '../../trading/portfolio/portfolio-ports.ts'
import { auditedChange, type StoreParts } from '../audited-change.ts'
import type { WalletRequest as WalletRequestRow } from '../generated/client.ts'

export function createWalletRequestStore(parts: StoreParts): WalletRequestStore {
  const { connection } = parts
  return {
    add({ amount, ...request }, origin) {
      return auditedChange(parts, {
        origin,
        subject: `wallet-request:${request.id}`,
        async work(tx, now) {
          const times = { createdAt: now, updatedAt: now }
          return requestFrom(await tx.walletRequest.create({ data: { ...request, amount: amount.toFixed(), state: 'waiting', ...times } }))
        },
      })
    },
    async find(code) {
      const row = await connection.orm.walletRequest.findUnique({ where: { code } })
      return row === null ? undefined : requestFrom(row)
    },
    async list(of, limit) {
      const { walletRequest } = connection.orm
      const rows = await (of === 'open'
        ? walletRequest.findMany({ where: { state: { in: ['waiting', 'approved'] } }, orderBy: { id: 'asc' }, take: limit })
        : walletRequest.findMany({ where: { userId: of.userId }, orderBy: { id: 'desc' }, take: limit }))
      return rows.map(requestFrom)
    },
    async decide(id, { from, to, by }, origin) {
      const { count } = await auditedChange(parts, {
        origin,
        subject: `wallet-request:${id}`,
        work: (tx, updatedAt) =>
          tx.walletRequest.updateMany({ where: { id, state: { in: [...from] } }, data: { state: to, decidedBy: by, updatedAt } }),
      })
      return count === 1
    },
  }
}

function requestFrom({ id, code, userId, bookId, kind, amount, state, createdAt }: WalletRequestRow): WalletRequest {
  return { id, code, userId, bookId, kind, amount: decimal(amount.toFixed()), state, createdAt: createdAt.getTime() }
}
