import type { ServerResponse } from 'node:http'
import type { createTelegramChats } from './telegram-chats.ts'
import type { createDelivery } from './telegram-delivery.ts'
import { checkCommands, checkResults, TelegramNo } from './telegram-limits.ts'
import type { Payload, TelegramUpload } from './telegram-request.ts'
import { person } from './telegram-updates.ts'

const ME = { id: 1, is_bot: true, first_name: 'Parley', username: 'ParleyBot', supports_inline_queries: true, can_join_groups: true }

export interface TelegramCall {
  readonly method: string
  readonly payload: Payload
  readonly files: ReadonlyMap<string, TelegramUpload>
}

interface MethodParts {
  readonly chats: ReturnType<typeof createTelegramChats>
  readonly delivery: ReturnType<typeof createDelivery>
  /** Ids of callback and inline queries that were not answered yet. */
  readonly queries: Set<string>
  /** "<chat id> <user id>" of whoever manages a group. */
  readonly managers: ReadonlySet<string>
  /** The commands of each scope. */
  readonly menus: Map<string, unknown>
}

/** What each method of the Bot API does here. */
export function createMethods({ chats, delivery, queries, managers, menus }: MethodParts) {
  return async ({ method, payload, files }: TelegramCall, response: ServerResponse): Promise<unknown> => {
    const scope = (payload.scope as { type?: string } | undefined)?.type ?? 'default'
    switch (method) {
      case 'getMe':
        return ME
      case 'getUpdates':
        return delivery.poll(payload, response)
      case 'setWebhook':
        return delivery.setWebhook(payload)
      case 'deleteWebhook':
        return delivery.setWebhook({ url: '' })
      case 'getMyCommands':
        return menus.get(scope) ?? []
      case 'setMyCommands':
        checkCommands(payload.commands)
        menus.set(scope, payload.commands)
        return true
      case 'getChatMember': {
        const status = managers.has(`${payload.chat_id} ${payload.user_id}`) ? 'administrator' : 'member'
        return { status, user: person(Number(payload.user_id)) }
      }
      case 'answerCallbackQuery':
        return answerQuery(payload.callback_query_id)
      case 'answerInlineQuery':
        checkResults(payload)
        return answerQuery(payload.inline_query_id)
      default:
        return chats.perform(method, payload, files)
    }
  }

  /** Each is good for one answer. */
  function answerQuery(id: unknown): true {
    if (!queries.delete(String(id)))
      throw new TelegramNo(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
    return true
  }
}
