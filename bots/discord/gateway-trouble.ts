import { GatewayCloseCodes } from 'discord.js'

const HOUR_MS = 3_600_000

/** Why there is no connection. */
export interface GatewayTrouble {
  readonly sentence: string
  /** How long to wait at least before the next try; undefined where that is no use until a person has changed something. */
  readonly retryAfterMs: number | undefined
}

export const TOKEN_REFUSED =
  'Discord refused the token: make a new one in the developer portal, put it into DISCORD_BOT_TOKEN and start again.'

const CLOSED: Partial<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: TOKEN_REFUSED,
  [GatewayCloseCodes.InvalidShard]: 'Discord refused the shard (close code 4010): this bot runs as one shard.',
  [GatewayCloseCodes.ShardingRequired]: 'Discord asks for sharding (close code 4011): the bot is in too many servers for one process.',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord refused the API version (close code 4012): a newer release of this program is needed.',
  [GatewayCloseCodes.InvalidIntents]: 'Discord refused the intents (close code 4013): a newer release of this program is needed.',
  [GatewayCloseCodes.DisallowedIntents]:
    'Discord refused the intents (close code 4014): the bot may not see its servers. Check the bot in the developer portal and start again.',
}

/** What a close code that ends all means. */
export function closeTrouble(code: number): GatewayTrouble {
  return {
    sentence: CLOSED[code] ?? `Discord closed the connection with code ${code}, and it cannot be opened again.`,
    retryAfterMs: undefined,
  }
}

/** What a login that failed means. */
export function loginTrouble(error: unknown): GatewayTrouble {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (code === 'TokenInvalid' || status === 401) return { sentence: TOKEN_REFUSED, retryAfterMs: undefined }
  if (error instanceof Error && error.message.startsWith('Not enough sessions'))
    return { sentence: 'Discord allows no more logins of this bot today. I try again in an hour.', retryAfterMs: HOUR_MS }
  return { sentence: 'Discord cannot be reached. I go on trying.', retryAfterMs: 0 }
}
