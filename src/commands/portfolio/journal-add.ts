import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { gainWords } from '../portfolio-words.ts'
import { command } from '../services.ts'

const WORD_CHARS_MAX = 200
const NOTE_CHARS_MAX = 1000
/** What the code of a trade looks like. */
const CODE = '^[A-Z2-7]{6}$'

export const journalAdd = command({
  name: 'journal add',
  summary: 'Note something about a trade, or about the day',
  group: 'portfolio',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    words: option(z.array(z.string().max(WORD_CHARS_MAX)).min(1), { about: 'What to write down' }),
    trade: option(z.string().trim().regex(new RegExp(CODE, 'i'), 'expected the code of a trade, such as K7QX2M').optional(), {
      about: 'The trade that it is about, by its code from /trades',
      words: ['trade'],
    }),
  }),
  examples: ['/journal add "waited for the retest, and it paid"', '/journal add stop was too tight'],

  async run({ words, trade: code }, { account, origin, services: { journal } }) {
    const note = words.join(' ').slice(0, NOTE_CHARS_MAX)
    const about = await journal.add(account.id, { words: note, code }, origin)
    const title = about === undefined ? 'Noted' : `Noted about ${about.code}, ${about.symbol} ${gainWords(about.trade.pnl, about.quote)}`
    return { title, blocks: [text(note)] }
  },
})
