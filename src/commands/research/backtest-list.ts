import { z } from 'zod'
import { type Button, table, text } from '../../basics/reply.ts'
import { showPercent } from '../../basics/show.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { command } from '../services.ts'

const SHOWN_MAX = 15
const OFFERED_MAX = 4
const NAME_CHARS_MAX = 16

export const backtestList = command({
  name: 'backtest list',
  aliases: ['backtests'],
  summary: 'Your backtests, the newest first',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ csv }),
  examples: ['/backtest list', '/backtests csv'],

  async run({ csv: wantsFile }, { account, services }) {
    const kept = await services.backtests.list(account.id)
    if (kept.length === 0)
      return {
        title: 'You have tested nothing yet',
        blocks: [text('Test a strategy on the past: /backtest rsi-reversion BTC/USDT 2h 3y')],
      }
    const shown = kept.slice(0, SHOWN_MAX)
    const more = kept.length - shown.length
    const [newest, before] = kept
    const compare: readonly Button[] =
      newest === undefined || before === undefined
        ? []
        : [{ kind: 'run', label: 'Compare the last two', command: 'backtest compare', input: { one: newest.code, other: before.code } }]
    return {
      title: `Your backtests: ${kept.length}`,
      blocks: [
        table(
          [
            { title: 'Code', align: 'left' },
            { title: 'Test', align: 'left' },
            { title: 'Return', align: 'right' },
          ],
          shown.map(({ code, name, metrics }) => [code, shortened(name), showPercent(metrics.totalReturn)]),
        ),
        ...(more > 0 ? [text(`${more} more; say csv at the end for all.`)] : []),
        ...(wantsFile
          ? [
              csvFile(
                'backtests.csv',
                ['code', 'name', 'markets', 'timeframe', 'from_ms', 'to_ms', 'trades', 'return', 'sharpe', 'max_drawdown', 'verdict'],
                kept.map(({ code, name, markets, timeframe, from, to, metrics, verdict }) => [
                  ...[code, name, markets.join(' '), timeframe, String(from), String(to)],
                  ...[metrics.trades, metrics.totalReturn, metrics.sharpe ?? '', metrics.maxDrawdown].map(String),
                  verdict.grade,
                ]),
              ),
            ]
          : []),
      ],
      buttons: [
        ...shown.slice(0, OFFERED_MAX).map(({ code }): Button => ({ kind: 'run', label: code, command: 'backtest show', input: { code } })),
        ...compare,
      ],
    }
  },
})

function shortened(name: string): string {
  return name.length <= NAME_CHARS_MAX ? name : `${name.slice(0, NAME_CHARS_MAX - 1)}…`
}
