import { fields, type Reply, text } from '../basics/reply.ts'
import { showTime } from '../basics/show.ts'
import type { WalletRequest } from '../trading/portfolio/portfolio-ports.ts'
import type { Moved } from '../trading/portfolio/wallet.ts'
import { moneyWords } from './portfolio-words.ts'

export const REQUEST_WORDS = { deposit: 'Deposit', withdrawal: 'Withdrawal' } as const

/** What came of a deposit or withdrawal. */
export function movedReply({ book, request }: Moved, { kind, amount }: Pick<WalletRequest, 'kind' | 'amount'>): Reply {
  const { asset, balances } = book
  const words = moneyWords(amount, asset)
  if (request !== undefined)
    return {
      title: `${REQUEST_WORDS[kind]} of ${words}: asked for`,
      blocks: [fields({ Request: request.code }), text('People compete here, so an admin decides on it. How it stands: /wallet history')],
    }
  const free = balances.get(asset)?.available
  return {
    title: `${REQUEST_WORDS[kind]} of ${words}: done`,
    tone: 'good',
    blocks: [
      ...(free === undefined ? [] : [fields({ 'Free now': moneyWords(free, asset) })]),
      text('It is paper money. Results are corrected for it: it is neither a gain nor a loss.'),
    ],
  }
}

/** One request as admins and its owner see it after a decision. */
export function requestReply(request: WalletRequest, next: string | undefined): Reply {
  const { code, kind, amount, state, createdAt } = request
  return {
    title: `${code} is ${state}`,
    tone: state === 'rejected' ? 'neutral' : 'good',
    blocks: [
      fields({ [REQUEST_WORDS[kind]]: amount.toFixed(), 'Asked for': showTime(createdAt) }),
      ...(next === undefined ? [] : [text(next)]),
    ],
  }
}
