import { z } from 'zod'
import { fields, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import type { JournalEntry } from '../../trading/portfolio/journal.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { gainWords } from '../portfolio-words.ts'
import { command } from '../services.ts'

const NOTES_SHOWN_MAX = 10

export const journalList = command({
  name: 'journal list',
  summary: 'Read what you noted about your trades',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ csv }),
  examples: ['/journal', '/journal list csv'],

  async run({ csv: wantsFile }, context) {
    const notes = await context.services.journal.list(context.account.id)
    const { zone } = await lookOf(context)
    if (notes.length === 0)
      return {
        title: 'Your journal is empty',
        blocks: [text('Write down why you did what you did: /journal add bought the dip too early')],
      }
    const more = notes.length - NOTES_SHOWN_MAX
    return {
      title: notes.length === 1 ? 'One note' : `${notes.length} notes`,
      blocks: [
        ...notes.slice(0, NOTES_SHOWN_MAX).map((note) => fields({ [aboutWords(note, zone)]: note.words })),
        ...(more > 0 ? [text(`${more} older ones are not shown: say csv.`)] : []),
        ...(wantsFile
          ? [
              csvFile(
                'journal.csv',
                ['at_ms', 'trade', 'market', 'pnl', 'note'],
                notes.map(({ at, trade, words }) => [
                  String(at),
                  trade?.code ?? '',
                  trade?.symbol ?? '',
                  trade?.trade.pnl.toFixed() ?? '',
                  words,
                ]),
              ),
            ]
          : []),
      ],
    }
  },
})

function aboutWords({ at, trade }: JournalEntry, zone: string): string {
  const about = trade === undefined ? '' : `, ${trade.code} ${trade.symbol} ${gainWords(trade.trade.pnl, trade.quote)}`
  return `${showTime(at, zone)}${about}`
}
