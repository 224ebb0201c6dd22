import { z } from 'zod'
import { fields, table, text } from '../../basics/reply.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { cellWords, titled, withoutUnit } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'

export const walletShow = command({
  name: 'wallet show',
  summary: 'Show the paper money and coins of your account',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ csv }),
  examples: ['/wallet', '/wallet show csv'],

  async run({ csv: wantsFile }, context) {
    const { trading, wallet, market } = context.services
    const { zone } = await lookOf(context)
    const [book, league] = await Promise.all([trading.book(context.account.id), wallet.league.isOn()])
    const rows = [...book.balances].filter(([, { available, reserved }]) => available.plus(reserved).gt(0))
    return {
      title: titled('Your wallet', context.services),
      blocks: [
        table(
          [
            { title: 'Free', align: 'left' },
            { title: 'Held', align: 'right' },
          ],
          rows.map(([asset, { available, reserved }]) => [
            cellWords(available, asset),
            reserved.isZero() ? '' : withoutUnit(cellWords(reserved, asset)),
          ]),
        ),
        ...(rows.some(([, { reserved }]) => reserved.gt(0)) ? [text('Held: for orders that wait.')] : []),
        fields({ Account: `${book.mode}, ${book.epoch === 1 ? 'the first' : `number ${book.epoch}`}`, Source: sourceWords(market, zone) }),
        text(
          league
            ? 'People compete here: deposits and withdrawals wait for an admin.'
            : 'It is paper money: /wallet deposit 500, /wallet withdraw 500, /wallet reset begins anew.',
        ),
        ...(wantsFile
          ? [
              csvFile(
                'wallet.csv',
                ['asset', 'available', 'reserved'],
                rows.map(([asset, { available, reserved }]) => [asset, available.toFixed(), reserved.toFixed()]),
              ),
            ]
          : []),
      ],
    }
  },
})
