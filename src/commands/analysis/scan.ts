import { z } from 'zod'
import { completeFormula } from '../../analysis/formula/complete-formula.ts'
import { printNode } from '../../analysis/formula/print-node.ts'
import { numberNode, type Telling, tellingNode } from '../../analysis/formula/telling-node.ts'
import { Refusal } from '../../basics/refusal.ts'
import { type Block, type Button, fields, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import { type Scan, type Scanned, scanMarkets } from '../../market/scan-markets.ts'
import { backtestButton } from '../backtest-button.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv, formulaWords, timeframeSaid } from '../inputs.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { usualTimeframe } from '../usual-timeframe.ts'
import { readAnyFormula, splitFormulaLine } from './formula-line.ts'
import { scanTable } from './scan-table.ts'
import { scannedMarkets } from './scanned-markets.ts'

const MATCHES_SHOWN_MAX = 20
/** Of a ranking, from each end. */
const RANKED_SHOWN_MAX = 10
const CHARTS_OFFERED_MAX = 3

export const scan = command({
  name: 'scan',
  aliases: ['screen'],
  summary: 'Find markets where a formula holds, or rank them by a number',
  group: 'analysis',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  cost: 5,
  input: z.strictObject({ formula: formulaWords, timeframe: timeframeSaid, csv }),
  examples: ['/scan rsi(14) < 70 and close > 0 4h', '/scan rsi(14)', '/scan "any(btc, eth): change(1d) > -50%" 1h', '/scan rsi csv'],
  suggest: { formula: async (typed) => completeFormula(typed) },

  async run({ formula: words, timeframe: said, csv: wantsFile }, context) {
    const { market: service } = context.services
    const line = splitFormulaLine(words)
    const formula = readAnyFormula(line.formula)
    const telling = formula.yields === 'number' ? numberNode(formula.root) : tellingNode(formula.root)
    const markets = await scannedMarkets(formula.scope, context)
    const [first] = markets
    if (first === undefined) throw new Refusal('not-found', 'There are no markets in dollars here.', { hint: 'See /markets.' })
    const timeframe = said ?? line.timeframe ?? usualTimeframe(service, first)
    const progress = (done: number, of: number) => context.progress(done, of, 'Asking markets')
    const found = await scanMarkets(service, { formula, telling: telling?.node, markets, timeframe, progress }, context.signal)
    const { zone } = await lookOf(context)
    const known = ranked(found, telling)
    const matches = formula.yields === 'number' ? known : known.filter(({ answer }) => answer === 1)
    const input = { formula: [formula.text], timeframe }
    return {
      title: formula.yields === 'number' ? `Ranking of ${counted(known.length)}` : `Scan: ${matches.length} of ${counted(markets.length)}`,
      blocks: [
        ...(formula.yields === 'number' ? rankingOf(matches, telling) : matchesOf(matches, telling)),
        text(lookedAt(markets.length, known.length)),
        fields({
          Formula: formula.text,
          Candles: `${timeframe}, ${found.closedAt === undefined ? 'none yet' : `closed ${showTime(found.closedAt, zone)}`}`,
          Source: sourceWords(service, zone),
        }),
        ...(wantsFile ? [scanFile(found)] : []),
      ],
      buttons: [
        ...matches.slice(0, CHARTS_OFFERED_MAX).map(
          ({ market }): Button => ({
            kind: 'run',
            label: `${market.base} chart`,
            command: 'chart',
            input: { market: market.id, timeframes: [timeframe] },
          }),
        ),
        ...(formula.yields === 'truth'
          ? [backtestButton({ entry: printNode(formula.root), market: (matches[0]?.market ?? first).id, timeframe })]
          : []),
        { kind: 'run', label: 'Refresh', command: 'scan', input, replaces: true },
      ],
    }
  },
})

/** What has an answer, that first which the formula is after; the deepest markets first where nothing tells. */
function ranked({ rows }: Scan, telling: Telling | undefined): readonly Scanned[] {
  const sign = telling?.wants === 'low' ? 1 : -1
  return rows.filter(({ answer }) => !Number.isNaN(answer)).toSorted((one, other) => sign * ((one.value || 0) - (other.value || 0)))
}

function matchesOf(matches: readonly Scanned[], telling: Telling | undefined): readonly Block[] {
  if (matches.length === 0) return [text('It holds nowhere at the moment.')]
  const more = matches.length - MATCHES_SHOWN_MAX
  return [scanTable(matches.slice(0, MATCHES_SHOWN_MAX), telling), ...(more > 0 ? [text(`${more} more; say csv at the end for all.`)] : [])]
}

function rankingOf(rows: readonly Scanned[], telling: Telling | undefined): readonly Block[] {
  if (rows.length === 0) return [text('No market has a value yet.')]
  if (rows.length <= 2 * RANKED_SHOWN_MAX) return [scanTable(rows, telling)]
  return [
    text('Highest'),
    scanTable(rows.slice(0, RANKED_SHOWN_MAX), telling),
    text('Lowest'),
    scanTable(rows.slice(-RANKED_SHOWN_MAX).toReversed(), telling),
  ]
}

function lookedAt(markets: number, known: number): string {
  const silent = markets - known
  if (silent === 0) return `Looked at ${counted(markets)}.`
  return `Looked at ${counted(markets)}; of ${silent} there is no answer yet, because too few candles have closed.`
}

function counted(markets: number): string {
  return `${markets} ${markets === 1 ? 'market' : 'markets'}`
}

function scanFile({ rows }: Scan) {
  const plain = (value: number): string => (Number.isNaN(value) ? '' : String(value))
  return csvFile(
    'scan.csv',
    ['market', 'close', 'answer', 'value', 'closed_ms'],
    rows.map(({ market, price, answer, value, closedAt }) => [
      market.id,
      plain(price),
      plain(answer),
      plain(value),
      closedAt === undefined ? '' : String(closedAt),
    ]),
  )
}
