import { type Block, type Button, fields, text } from '../../basics/reply.ts'
import { showAmount, showPrice, showTime } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import type { OpenOfStrategy } from '../../strategies/following/following-ports.ts'
import type { FollowedStrategy } from '../../strategies/strategy.ts'
import { lookOf } from '../company.ts'
import { gainWords } from '../portfolio-words.ts'
import type { Services } from '../services.ts'
import { symbolOf } from '../trading/trade-words.ts'

const NOTES_SHOWN_MAX = 5
const CLOSE_BUTTONS_MAX = 3

/** How a strategy has done since it is followed, what it holds, and what it did last or was refused. */
export async function followedBlocks({ versionId, version }: FollowedStrategy, context: Context<Services>): Promise<readonly Block[]> {
  const { account, services } = context
  const { trades, wins, profits, open } = await services.following.performance(account.id, versionId)
  const notes = await services.following.notes(versionId, NOTES_SHOWN_MAX)
  const { zone } = await lookOf(context)
  return [
    fields({
      [`Version ${version} so far`]:
        trades === 0 ? 'No trade has ended yet' : `${trades} ${trades === 1 ? 'trade' : 'trades'}, ${wins} won`,
      ...(profits.length === 0 ? {} : { Result: profits.map(({ currency, amount }) => gainWords(amount, currency)).join(', ') }),
      Holds: open.length === 0 ? 'Nothing' : open.map(({ code, base, quantity }) => `${showAmount(quantity, base)} (${code})`).join(', '),
    }),
    ...(notes.length === 0
      ? []
      : [text(notes.map(({ candle, marketId, words }) => `${showTime(candle, zone)}, ${symbolOf(marketId)}: ${words}`).join('\n'))]),
  ]
}

interface LeftOpen {
  readonly blocks: readonly Block[]
  readonly buttons: readonly Button[]
}

/** What is still held that was followed before and is not any more, with buttons to close it. `now` is what is followed instead, if anything. */
export async function leftOpen(
  before: FollowedStrategy | undefined,
  now: FollowedStrategy | undefined,
  { account, services }: Pick<Context<Services>, 'account' | 'services'>,
): Promise<LeftOpen> {
  if (before === undefined) return { blocks: [], buttons: [] }
  const { open } = await services.following.performance(account.id, before.versionId)
  const left = open.filter(({ marketId }) => now?.versionId !== before.versionId || !now.markets.includes(marketId))
  if (left.length === 0) return { blocks: [], buttons: [] }
  return {
    blocks: [text(`It still holds ${left.map(heldWords).join(' and ')}. That stays with its stop and its target, and is yours to close.`)],
    buttons: left
      .slice(0, CLOSE_BUTTONS_MAX)
      .map(({ code, base }) => ({ kind: 'run', label: `Close ${base}`, command: 'close', input: { which: code } })),
  }
}

/** "0.002 BTC (ABC234), stop at 41,000 USDT". */
function heldWords({ quantity, base, code, stop, quote }: OpenOfStrategy): string {
  return `${showAmount(quantity, base)} (${code}), ${stop === undefined ? 'without a stop' : `stop at ${showPrice(stop)} ${quote}`}`
}
