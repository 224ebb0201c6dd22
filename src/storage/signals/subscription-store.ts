import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { TIMEFRAMES } from '../../basics/timeframe.ts'
import { SUBSCRIPTIONS_MAX, type Subscription, type SubscriptionStore } from '../../signals/signal-ports.ts'
import { auditedChange, type StoreParts } from '../audited-change.ts'
import type { Prisma, Subscription as SubscriptionRow } from '../generated/client.ts'
import { findRecipients, SIGNALS_TOPIC } from './find-recipients.ts'

const TIMEFRAME = z.enum(TIMEFRAMES)
/** Any market, or any timeframe: not NULL, so that it can stand in a unique key. */
const ANY = ''

export function createSubscriptionStore(parts: StoreParts): SubscriptionStore {
  const { connection } = parts
  return {
    async of(who) {
      const whose = 'userId' in who ? { userId: who.userId } : { platform: who.platform, chatId: who.chatId }
      const rows = await connection.orm.subscription.findMany({
        where: { topic: SIGNALS_TOPIC, ...whose },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(subscriptionFrom)
    },
    async add(subscription, origin) {
      await auditedChange(parts, {
        origin,
        subject: `user:${subscription.userId}`,
        async work(tx, now) {
          if (await upsert(tx, subscription, now)) return
          throw new Refusal('over-limit', `You follow ${SUBSCRIPTIONS_MAX} kinds of signals, and more are not kept.`, {
            hint: 'One without a market hears of all of them. Take some away first: /signals unsubscribe BTC',
          })
        },
      })
    },
    async markets() {
      const rows = await connection.orm.subscription.findMany({
        where: { topic: SIGNALS_TOPIC, marketId: { not: ANY } },
        distinct: ['marketId'],
        select: { marketId: true },
        orderBy: { marketId: 'asc' },
      })
      return rows.map(({ marketId }) => marketId)
    },
    async remove({ userId, platform, chatId, marketId, timeframe }, origin) {
      const given = Object.entries({ userId, platform, chatId, marketId, timeframe }).filter(([, value]) => value !== undefined)
      const { count } = await auditedChange(parts, {
        origin,
        subject: userId === undefined ? `chat:${platform}:${chatId}` : `user:${userId}`,
        work: (tx) => tx.subscription.deleteMany({ where: { topic: SIGNALS_TOPIC, ...Object.fromEntries(given) } }),
      })
      return count
    },
    recipients: (signals) => findRecipients(connection.sql, signals),
  }
}

/** False where the person has too many others. */
async function upsert(tx: Prisma.TransactionClient, subscription: Subscription, now: Date): Promise<boolean> {
  const { id, userId, platform, chatId, threadId = null, serverId = null, marketId = ANY, timeframe = ANY, minConfidence } = subscription
  // Two that somebody adds at once take turns, so that they are counted.
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
  const written = await tx.$executeRaw`
    INSERT INTO subscriptions (id, user_id, topic, platform, chat_id, thread_id, server_id, market_id, timeframe, min_confidence, created_at, updated_at)
    SELECT ${id}::uuid, ${userId}::uuid, ${SIGNALS_TOPIC}, ${platform}, ${chatId}, ${threadId}, ${serverId}, ${marketId}, ${timeframe}, ${minConfidence}::int, ${now}, ${now}
    WHERE ${SUBSCRIPTIONS_MAX}::int > (
      SELECT count(*) FROM subscriptions WHERE user_id = ${userId}::uuid AND topic = ${SIGNALS_TOPIC}
        AND (platform, chat_id, market_id, timeframe) <> (${platform}, ${chatId}, ${marketId}, ${timeframe}))
    ON CONFLICT (user_id, topic, platform, chat_id, market_id, timeframe) DO UPDATE SET
      thread_id = excluded.thread_id, server_id = excluded.server_id, min_confidence = excluded.min_confidence, updated_at = excluded.updated_at`
  return written === 1
}

function subscriptionFrom(row: SubscriptionRow): Subscription {
  const { id, userId, platform, chatId, threadId, serverId, marketId, timeframe, minConfidence } = row
  return {
    id,
    userId,
    platform,
    chatId,
    minConfidence,
    ...(threadId === null ? {} : { threadId }),
    ...(serverId === null ? {} : { serverId }),
    ...(marketId === ANY ? {} : { marketId }),
    ...(timeframe === ANY ? {} : { timeframe: TIMEFRAME.parse(timeframe) }),
  }
}

/** A chat that has another id now takes along what is told there; what was asked for under the new id meanwhile is newer. */
export async function moveSubscriptions(
  tx: Prisma.TransactionClient,
  { platform, chatId }: { readonly platform: string; readonly chatId: string },
  to: string,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM subscriptions AS old USING subscriptions AS newer
    WHERE old.platform = ${platform} AND old.chat_id = ${chatId} AND newer.platform = ${platform} AND newer.chat_id = ${to}
      AND (newer.user_id, newer.topic, newer.market_id, newer.timeframe) = (old.user_id, old.topic, old.market_id, old.timeframe)`
  await tx.$executeRaw`
    UPDATE subscriptions SET chat_id = ${to}, server_id = CASE WHEN server_id = ${chatId} THEN ${to} ELSE server_id END
    WHERE platform = ${platform} AND chat_id = ${chatId}`
}
