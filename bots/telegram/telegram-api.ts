import { Api } from 'grammy'
import { failureOf, refusalOf } from './telegram-failure.ts'

const CALL_LIMIT_SECONDS = 20

/** How long Telegram may keep a poll open, and how long we wait for that. */
export const POLL_SECONDS = 30
const POLL_LIMIT_SECONDS = POLL_SECONDS + 10

interface ApiParts {
  readonly token: string
  /** Another server than Telegram's own; without "/bot" at its end. */
  readonly apiRoot?: string | undefined
}

/** Telegram's methods. They throw a `TelegramFailure` and nothing else. */
export function createTelegramApi(parts: ApiParts): Api {
  return apiWith(parts, CALL_LIMIT_SECONDS)
}

/** The same for getUpdates, which may stay silent for longer. */
export function createPollingApi(parts: ApiParts): Api {
  return apiWith(parts, POLL_LIMIT_SECONDS)
}

function apiWith({ token, apiRoot }: ApiParts, timeoutSeconds: number): Api {
  const api = new Api(token, { timeoutSeconds, ...(apiRoot ? { apiRoot: apiRoot.replace(/\/+$/, '') } : {}) })
  api.config.use(async (call, method, payload, signal) => {
    try {
      const answer = await call(method, payload, signal)
      if (answer.ok) return answer
      throw refusalOf(answer, method)
    } catch (error) {
      throw failureOf(error, method)
    }
  })
  return api
}
