import { z } from 'zod'
import { CHANNEL_CONFIDENCE_MIN, type Recipient, type SubscriptionStore } from '../../signals/signal-ports.ts'
import type { Sql } from '../engine/sql-driver.ts'

/** What subscriptions to signals are filed under. */
export const SIGNALS_TOPIC = 'signals'
/** Under which people set how they hear of signals: "on", "silent" or "off". */
const NOTICE_KEY = 'notifySignal'
/** Under which servers set their channel for signals; the owner is "platform:server". */
const CHANNEL_KEY = 'channel.signals'

const RECIPIENT = z.object({
  signalId: z.string(),
  platform: z.string(),
  chatId: z.string(),
  threadId: z.string().nullable(),
  serverId: z.string().nullable(),
  userId: z.string().nullable(),
  subscriptionId: z.string().nullable(),
  silent: z.boolean(),
})

/** What fits a signal is four pairs and not two choices, so that the index finds each, whatever the planner knows of the table. */
const RECIPIENTS = `
WITH said AS (
  SELECT * FROM json_to_recordset($1::json) AS said(id uuid, "marketId" text, timeframe text, confidence int)
), wanted AS (
  SELECT said.id AS "signalId", wish.platform, wish.chat_id AS "chatId", wish.thread_id AS "threadId", wish.server_id AS "serverId",
    wish.user_id AS "userId", wish.id AS "subscriptionId", wish.min_confidence AS least,
    wish.server_id IS NULL AND notice.value IS NOT DISTINCT FROM '"silent"' AS silent
  FROM said
  CROSS JOIN LATERAL (VALUES ('', ''), ('', said.timeframe), (said."marketId", ''), (said."marketId", said.timeframe)) AS fits(market, timeframe)
  JOIN subscriptions AS wish ON wish.topic = '${SIGNALS_TOPIC}' AND wish.market_id = fits.market AND wish.timeframe = fits.timeframe
    AND wish.min_confidence <= said.confidence
  JOIN users ON users.id = wish.user_id AND users.status = 'active'
  LEFT JOIN settings AS notice ON notice.owner_kind = 'user' AND notice.owner_id = wish.user_id::text AND notice.key = '${NOTICE_KEY}'
  WHERE wish.server_id IS NOT NULL OR notice.value IS DISTINCT FROM '"off"'
  UNION ALL
  SELECT said.id, split_part(owner_id, ':', 1), value->>'chatId', value->>'threadId', substr(owner_id, strpos(owner_id, ':') + 1),
    NULL, NULL, ${CHANNEL_CONFIDENCE_MIN}, false
  FROM said JOIN settings ON owner_kind = 'chat' AND key = '${CHANNEL_KEY}' AND value->>'chatId' IS NOT NULL
  WHERE said.confidence >= ${CHANNEL_CONFIDENCE_MIN}
)
SELECT DISTINCT ON ("signalId", platform, "chatId") "signalId", platform, "chatId", "threadId", "serverId", "userId", "subscriptionId", silent
FROM wanted ORDER BY "signalId", platform, "chatId", least, silent, "subscriptionId"`

/** Who hears of these signals, from one query. */
export async function findRecipients(sql: Sql, signals: Parameters<SubscriptionStore['recipients']>[0]): Promise<readonly Recipient[]> {
  const said = signals.map(({ id, marketId, timeframe, confidence }) => ({ id, marketId, timeframe, confidence }))
  return (await sql.run(RECIPIENTS, [JSON.stringify(said)])).map(recipientFrom)
}

function recipientFrom(row: unknown): Recipient {
  const { signalId, platform, chatId, threadId, serverId, userId, subscriptionId, silent } = RECIPIENT.parse(row)
  return {
    signalId,
    platform,
    chatId,
    silent,
    ...(threadId === null ? {} : { threadId }),
    ...(serverId === null ? {} : { serverId }),
    ...(userId === null ? {} : { userId }),
    ...(subscriptionId === null ? {} : { subscriptionId }),
  }
}
