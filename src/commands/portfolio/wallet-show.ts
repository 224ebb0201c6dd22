import { z } from 'zod'
import { fields, table, text } from '../../basics/reply.ts'
import { showAmount } from '../../basics/show.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
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
      title: 'Your wallet',
      blocks: [
        table(
          [
            { title: 'Free', align: 'left' },
            { title: 'Held for orders', align: 'right' },
          ],
          rows.map(([asset, { available, reserved }]) => [
            showAmount(available, asset),
            reserved.isZero() ? '' : showAmount(reserved, asset),
          ]),
        ),
        fields({ Account: `paper, number ${book.epoch}`, Source: sourceWords(market, zone) }),
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
