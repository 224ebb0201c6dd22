import { z } from 'zod'
import { fields, picture, text } from '../../basics/reply.ts'
import { showPercent } from '../../basics/show.ts'
import type { PictureFigure } from '../../charts/charts.ts'
import { drawdowns } from '../../trading/portfolio/equity-metrics.ts'
import type { Results } from '../../trading/portfolio/portfolio.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { accountBadge, heldWords, titled } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { sourceWords, toneOf } from '../source-words.ts'

export const equity = command({
  name: 'equity',
  summary: 'Draw what your account was worth over time',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  cost: 5,
  input: z.strictObject({ csv }),
  examples: ['/equity', '/equity csv'],

  async run({ csv: wantsFile }, context) {
    const { portfolio, charts, market } = context.services
    const { zone, palette } = await lookOf(context)
    const results = await portfolio.results(context.account.id, undefined)
    const { curve, equity: measures, asset } = results
    const falls = drawdowns(curve)
    const drawn = curve.map((point, index) => ({ ...point, drawdown: falls[index]?.depth ?? 0 }))
    const file = wantsFile
      ? [
          csvFile(
            'equity.csv',
            ['timestamp_ms', 'equity', 'drawdown'],
            drawn.map((point) => [point.at, point.equity, point.drawdown].map(String)),
          ),
        ]
      : []
    if ((curve.at(-1)?.at ?? 0) <= (curve[0]?.at ?? 0))
      return {
        title: titled('There is no curve yet', context.services),
        blocks: [
          text('I note what your account is worth each hour that something is open, and whenever you look. Ask again later.'),
          ...file,
        ],
      }
    const drawing = await charts.equity(
      {
        title: 'Equity',
        badge: accountBadge(context.services),
        curve: drawn,
        currency: asset,
        figures: figuresOf(results),
        zone,
        palette,
        at: market.now(),
      },
      context.signal,
    )
    return {
      title: titled(`Equity ${showPercent(measures.change)}`, context.services),
      tone: toneOf(measures.change),
      blocks: [
        picture(drawing),
        fields({
          'Deepest drawdown': measures.drawdown === 0 ? 'none' : showPercent(measures.drawdown),
          ...(measures.drawdownMs === 0 ? {} : { 'Longest below a peak': heldWords(measures.drawdownMs) }),
          Source: sourceWords(market, zone),
        }),
        ...file,
      ],
      buttons: wantsFile ? [] : [{ kind: 'run', label: 'As a file', command: 'equity', input: { csv: true } }],
    }
  },
})

function figuresOf({ equity: { drawdown, sharpe, sortino }, metrics: { count, winRate } }: Results): readonly PictureFigure[] {
  const figures = {
    'Max drawdown': drawdown === 0 ? 'none' : showPercent(drawdown),
    Sharpe: sharpe?.toFixed(2),
    Sortino: sortino?.toFixed(2),
    Trades: String(count),
    'Win rate': winRate === undefined ? undefined : `${(winRate * 100).toFixed(0)}%`,
  }
  return Object.entries(figures).flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]))
}
