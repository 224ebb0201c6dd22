import { type Block, fields, text } from '../../basics/reply.ts'
import { showAmount, showTime } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import type { FollowedStrategy } from '../../strategies/strategy.ts'
import { lookOf } from '../company.ts'
import type { Services } from '../services.ts'

const NOTES_SHOWN_MAX = 5

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
      ...(profits.length === 0 ? {} : { Result: profits.map(({ currency, amount }) => showAmount(amount, currency)).join(', ') }),
      Holds: open.length === 0 ? 'Nothing' : open.map(({ code, base, quantity }) => `${showAmount(quantity, base)} (${code})`).join(', '),
    }),
    ...(notes.length === 0 ? [] : [text(notes.map(({ candle, words }) => `${showTime(candle, zone)}: ${words}`).join('\n'))]),
  ]
}
