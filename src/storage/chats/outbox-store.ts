import { z } from 'zod'
import type { ClaimedMessage, Outbox, OutboxMessage, OutboxStore, WaitingMessage } from '../../notify/notify-ports.ts'
import { URGENCIES } from '../../notify/notify-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import type { OutboxMessage as OutboxRow, Prisma } from '../generated/client.ts'
import { moveSubscriptions } from '../signals/subscription-store.ts'
import { storableText } from '../storable-text.ts'
import { keepAnswer, readAnswer } from './kept-answer.ts'

const REASON_CHARS_MAX = 500

const PLATFORM = z.enum(['telegram', 'discord', 'console', 'http'])

export function createOutboxStore({ connection, clock }: StoreParts): Outbox & OutboxStore {
  const now = (): Date => new Date(clock.now())
  const later = (ms: number): Date => new Date(clock.now() + ms)
  return {
    async add(tx, message) {
      await connection.within(tx).outboxMessage.createMany({ data: [rowOf(message, now())], skipDuplicates: true })
    },
    async waiting({ platforms, busy, limit }) {
      const at = now()
      // The pair goes through JSON, since an array of pairs cannot be bound.
      const rows = await connection.orm.$queryRaw<readonly HeadRow[]>`
        SELECT sequence, platform, chat_id, thread_id, tries FROM (
          SELECT DISTINCT ON (platform, chat_id) sequence, platform, chat_id, thread_id, tries, urgency, leased_until
          FROM outbox
          WHERE sent_at IS NULL AND set_aside_at IS NULL AND not_before <= ${at} AND platform = ANY(${[...platforms]})
          ORDER BY platform, chat_id, urgency, sequence
        ) AS head
        WHERE leased_until <= ${at}
          AND NOT EXISTS (
            SELECT FROM jsonb_to_recordset(${JSON.stringify(busy)}::jsonb) AS busy("platform" text, "chatId" text)
            WHERE busy.platform = head.platform AND busy."chatId" = head.chat_id)
          AND NOT EXISTS (
            SELECT FROM dead_channels AS dead
            WHERE dead.platform = head.platform AND dead.chat_id = head.chat_id AND dead.until > ${at})
        ORDER BY urgency, sequence LIMIT ${limit}`
      return rows.map(waitingFrom)
    },
    async claim(sequence, leaseMs) {
      const free = { sequence: BigInt(sequence), sentAt: null, setAsideAt: null, leasedUntil: { lte: now() }, notBefore: { lte: now() } }
      const [row] = await connection.orm.outboxMessage.updateManyAndReturn({
        where: free,
        data: { tries: { increment: 1 }, leasedUntil: later(leaseMs) },
      })
      return row === undefined ? undefined : claimedFrom(row)
    },
    async settle(sequence, settled) {
      const where = { sequence: BigInt(sequence), sentAt: null }
      if (settled.outcome === 'sent') {
        await connection.orm.outboxMessage.updateMany({ where, data: { sentAt: now(), messageId: settled.messageId } })
      } else if (settled.outcome === 'set-aside') {
        await connection.orm.outboxMessage.updateMany({ where, data: { setAsideAt: now(), reason: reasonText(settled.reason) } })
      } else {
        const back = settled.counts ? {} : { tries: { decrement: 1 } }
        await connection.orm.outboxMessage.updateMany({ where, data: { leasedUntil: later(settled.pauseMs), ...back } })
      }
    },
    async bury({ platform, chatId }, { reason, forMs }) {
      const death = { reason: reasonText(reason), until: later(forMs) }
      await connection.transaction(async (tx) => {
        await tx.deadChannel.upsert({
          where: { platform_chatId: { platform, chatId } },
          create: { platform, chatId, ...death, createdAt: now() },
          update: death,
        })
        await tx.outboxMessage.updateMany({
          where: { platform, chatId, sentAt: null, setAsideAt: null },
          data: { setAsideAt: now(), reason: death.reason },
        })
      })
    },
    async move({ platform, chatId }, to) {
      const where = { platform, chatId }
      await connection.transaction(async (tx) => {
        await tx.outboxMessage.updateMany({ where: { ...where, sentAt: null }, data: { chatId: to } })
        // Messages have other ids there too, so a card begins anew.
        await tx.liveCard.updateMany({ where, data: { chatId: to, messageId: null, mark: null } })
        await moveSubscriptions(tx, where, to)
        await tx.$executeRaw`
          UPDATE settings SET value = jsonb_set(value, '{chatId}', to_jsonb(${to}::text))
          WHERE owner_kind = 'chat' AND owner_id = ${`${platform}:${chatId}`} AND value->>'chatId' = ${chatId}`
        // What was set under the new id meanwhile is newer.
        await tx.$executeRaw`
          UPDATE settings AS old SET owner_id = ${`${platform}:${to}`}
          WHERE owner_kind = 'chat' AND owner_id = ${`${platform}:${chatId}`} AND NOT EXISTS (
            SELECT FROM settings WHERE owner_kind = 'chat' AND owner_id = ${`${platform}:${to}`} AND key = old.key)`
      })
    },
  }
}

function rowOf(message: OutboxMessage, createdAt: Date): Prisma.OutboxMessageCreateManyInput {
  const { destination, answer, urgency, kind, silent, dedupeKey, notBefore } = message
  const { payload, bytes } = keepAnswer(answer)
  const { platform, chatId, threadId = null } = destination
  return {
    platform,
    chatId,
    threadId,
    kind,
    urgency: URGENCIES.indexOf(urgency),
    silent,
    dedupeKey,
    payload: JSON.parse(JSON.stringify(payload)) as Prisma.InputJsonObject,
    bytes,
    notBefore: notBefore === undefined ? createdAt : new Date(notBefore),
    leasedUntil: createdAt,
    createdAt,
  }
}

type HeadRow = {
  readonly sequence: bigint
  readonly platform: string
  readonly chat_id: string
  readonly thread_id: string | null
  readonly tries: number
}

function waitingFrom({ sequence, platform, chat_id, thread_id, tries }: HeadRow): WaitingMessage {
  return { sequence: Number(sequence), destination: destinationFrom({ platform, chatId: chat_id, threadId: thread_id }), tries }
}

function claimedFrom(row: OutboxRow): ClaimedMessage {
  const { sequence, tries, dedupeKey, payload, bytes, silent, notBefore } = row
  return {
    sequence: Number(sequence),
    destination: destinationFrom(row),
    tries,
    dedupeKey,
    answer: readAnswer(payload, bytes),
    silent,
    dueAt: notBefore.getTime(),
  }
}

/** What a row says of where something goes. */
export function destinationFrom({
  platform,
  chatId,
  threadId,
}: {
  readonly platform: string
  readonly chatId: string
  readonly threadId: string | null
}): WaitingMessage['destination'] {
  return { platform: PLATFORM.parse(platform), chatId, ...(threadId === null ? {} : { threadId }) }
}

function reasonText(reason: string): string {
  return storableText(reason).slice(0, REASON_CHARS_MAX)
}
