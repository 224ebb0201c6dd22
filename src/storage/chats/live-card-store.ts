import type { CardsOf, LiveCard, LiveCardStore } from '../../notify/notify-ports.ts'
import { auditedChange, type StoreParts } from '../audited-change.ts'
import type { LiveCard as LiveCardRow, Prisma } from '../generated/client.ts'
import { destinationFrom } from './outbox-store.ts'

export function createLiveCardStore(parts: StoreParts): LiveCardStore {
  const { connection, clock } = parts
  const now = (): Date => new Date(clock.now())
  return {
    async counts({ userId, marketId, destination: { platform, chatId } }) {
      const [row] = await connection.orm.$queryRaw<readonly { all: bigint; here: bigint; same: bigint }[]>`
        SELECT count(*) AS all,
          count(*) FILTER (WHERE platform = ${platform} AND chat_id = ${chatId}) AS here,
          count(*) FILTER (WHERE user_id = ${userId}::uuid AND market_id = ${marketId}) AS same
        FROM live_cards`
      return { all: Number(row?.all ?? 0), here: Number(row?.here ?? 0), same: Number(row?.same ?? 0) }
    },
    async add({ destination: { platform, chatId, threadId = null }, endsAt, ...card }, leaseMs, origin) {
      const { count } = await auditedChange(parts, {
        origin,
        subject: `user:${card.userId}`,
        work(tx, at) {
          const times = { nextAt: at, leasedUntil: new Date(at.getTime() + leaseMs), endsAt: new Date(endsAt), createdAt: at }
          return tx.liveCard.createMany({ data: [{ ...card, ...times, platform, chatId, threadId }], skipDuplicates: true })
        },
      })
      return count === 1
    },
    async end(cards, origin) {
      const ended = await auditedChange(parts, {
        origin,
        subject: `user:${cards.userId}`,
        work: (tx, at) => tx.liveCard.updateManyAndReturn({ where: liveAt(at, cards), data: { endsAt: at, nextAt: at } }),
      })
      return ended.map((card) => card.marketId)
    },
    async of(cards) {
      const rows = await connection.orm.liveCard.findMany({ where: liveAt(now(), cards), orderBy: { createdAt: 'asc' } })
      return rows.map(cardFrom)
    },
    async claim({ platforms, busy, limit, leaseMs }) {
      const at = now()
      const claimed = await connection.orm.$queryRaw<readonly { id: string }[]>`
        UPDATE live_cards SET leased_until = ${new Date(at.getTime() + leaseMs)}
        WHERE id IN (
          SELECT id FROM live_cards
          WHERE next_at <= ${at} AND leased_until <= ${at} AND platform = ANY(${[...platforms]})
            AND NOT EXISTS (
              SELECT FROM jsonb_to_recordset(${JSON.stringify(busy)}::jsonb) AS busy("platform" text, "chatId" text)
              WHERE busy.platform = live_cards.platform AND busy."chatId" = live_cards.chat_id)
          ORDER BY next_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING id`
      if (claimed.length === 0) return []
      const rows = await connection.orm.liveCard.findMany({
        where: { id: { in: claimed.map(({ id }) => id) } },
        orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(cardFrom)
    },
    async release(changes) {
      const gone = changes.flatMap((change) => ('gone' in change ? [change.id] : []))
      const kept = changes.filter((change) => 'nextAt' in change)
      if (gone.length > 0) await connection.orm.liveCard.deleteMany({ where: { id: { in: gone } } })
      if (kept.length === 0) return
      const at = now()
      // A card that was ended meanwhile keeps its turn: the next round shows that it ended.
      await connection.orm.$executeRaw`
        UPDATE live_cards SET leased_until = ${at}, message_id = coalesce(change."messageId", message_id), mark = coalesce(change.mark, live_cards.mark),
          next_at = CASE WHEN ends_at <= ${at} THEN next_at ELSE to_timestamp(change."nextAt" / 1000.0) END
        FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS change(id uuid, "nextAt" float8, "messageId" text, mark text)
        WHERE live_cards.id = change.id`
    },
  }
}

function liveAt(at: Date, { userId, marketId, chat }: CardsOf): Prisma.LiveCardWhereInput {
  return {
    userId,
    endsAt: { gt: at },
    ...(marketId === undefined ? {} : { marketId }),
    ...(chat === undefined ? {} : { platform: chat.platform, chatId: chat.chatId }),
  }
}

function cardFrom(row: LiveCardRow): LiveCard {
  const { id, userId, marketId, stopId, messageId, mark, nextAt, endsAt } = row
  return {
    id,
    userId,
    destination: destinationFrom(row),
    marketId,
    stopId,
    messageId: messageId ?? undefined,
    mark: mark ?? undefined,
    nextAt: nextAt.getTime(),
    endsAt: endsAt.getTime(),
  }
}
