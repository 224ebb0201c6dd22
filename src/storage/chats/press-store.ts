import type { Press, PressStore } from '../../chat/chat-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import type { Prisma } from '../generated/client.ts'

/** What `Ids.token` makes, and more; anything else, which people may send at will, was never kept. */
const PRESS_ID = /^[\w-]{1,64}$/

export function createPressStore({ connection, clock }: StoreParts): PressStore {
  return {
    async keep(presses) {
      const createdAt = new Date(clock.now())
      const rows = presses.map(({ input, at, confirms, expiresAt, ...press }) => ({
        ...press,
        input: JSON.parse(JSON.stringify(input ?? null)) as Prisma.InputJsonValue,
        confirms: confirms ?? null,
        at: at === undefined ? null : BigInt(at),
        expiresAt: new Date(expiresAt),
        createdAt,
      }))
      await connection.orm.press.createMany({ data: rows })
    },
    async take(id, { accountId, callId: takenBy }, now) {
      if (!PRESS_ID.test(id)) return { outcome: 'unknown' }
      const usedAt = new Date(now)
      const unused = { id, accountId, usedAt: null, expiresAt: { gt: usedAt } }
      const [taken] = await connection.orm.press.updateManyAndReturn({ where: unused, data: { usedAt, takenBy } })
      const row = taken ?? (await connection.orm.press.findUnique({ where: { id } }))
      if (row === null) return { outcome: 'unknown' }
      if (row.accountId !== accountId) return { outcome: 'not-yours' }
      if (row.takenBy === takenBy) return { outcome: 'taken', press: pressFrom(row) }
      return { outcome: row.usedAt === null ? 'expired' : 'used' }
    },
  }
}

function pressFrom({ command, input, accountId, confirms, replaces, at, expiresAt }: Prisma.PressModel): Press {
  return {
    command,
    input,
    accountId,
    confirms: confirms ?? undefined,
    replaces,
    at: at === null ? undefined : Number(at),
    expiresAt: expiresAt.getTime(),
  }
}
