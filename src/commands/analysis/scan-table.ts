import { printNode } from '../../analysis/formula/print-node.ts'
import type { Telling } from '../../analysis/formula/telling-node.ts'
import { type BlockOf, table } from '../../basics/reply.ts'
import { showCompact, showDigits, showPercent, showPrice } from '../../basics/show.ts'
import type { Scanned } from '../../market/scan-markets.ts'

const NAME_CHARS_MAX = 8
const TITLE_CHARS_MAX = 10
const LARGE = 1e5
const SMALL = 1e-3
const EXPONENT_DIGITS = 2

/** Markets with their last close and what the formula looks at, narrow enough for a phone. */
export function scanTable(rows: readonly Scanned[], telling: Telling | undefined): BlockOf<'table'> {
  return table(
    [
      { title: 'Market', align: 'left' },
      { title: 'Close', align: 'right' },
      ...(telling === undefined ? [] : [{ title: cut(printNode(telling.node), TITLE_CHARS_MAX), align: 'right' } as const]),
    ],
    rows.map(({ market, price, value }) => [
      cut(market.base, NAME_CHARS_MAX),
      showPrice(price, market.tick),
      ...(telling === undefined ? [] : [valueWords(value, telling)]),
    ]),
  )
}

/** In ten characters at most. */
export function valueWords(value: number, { percent }: Pick<Telling, 'percent'>): string {
  if (Number.isNaN(value)) return 'unknown'
  if (percent) return showPercent(value)
  const size = Math.abs(value)
  if (size >= LARGE) return showCompact(value)
  if (Number.isInteger(value)) return showDigits(String(value))
  return size < SMALL ? value.toExponential(EXPONENT_DIGITS) : showPrice(value)
}

function cut(words: string, most: number): string {
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`
}
