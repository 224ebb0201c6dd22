import type { InlineQueryResultArticle } from 'grammy/types'
import type { Answer } from '../../src/basics/reply.ts'
import { clean, isVisible } from './marked-text.ts'
import { drawShort } from './render.ts'

const FRESH_SECONDS = 5
const TITLE_CHARS_MAX = 60
const DESCRIPTION_CHARS_MAX = 120

interface SearchResult {
  readonly articles: readonly InlineQueryResultArticle[]
  readonly options: {
    readonly cache_time: number
    readonly is_personal: true
    readonly button?: { readonly text: string; readonly start_parameter: string }
  }
}

/** What "@bot btc" finds: the answer as an article to send; a refusal is told above an empty list, where it leads to a talk in private. */
export function drawSearchResult(answer: Answer): SearchResult {
  const title = [...clean(answer.title)].slice(0, TITLE_CHARS_MAX).join('')
  const shown = isVisible(title) ? title : '…'
  const options = { cache_time: FRESH_SECONDS, is_personal: true } as const
  if (answer.refusal !== undefined) return { articles: [], options: { ...options, button: { text: shown, start_parameter: 'search' } } }
  const { html, plain } = drawShort(answer)
  const description = [...plain.split('\n').slice(1).join(' ')].slice(0, DESCRIPTION_CHARS_MAX).join('')
  const content = { message_text: html, parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const
  return { articles: [{ type: 'article', id: 'answer', title: shown, description, input_message_content: content }], options }
}
