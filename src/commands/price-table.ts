import type { Decimal } from '../basics/money.ts'
import { type BlockOf, table } from '../basics/reply.ts'
import { showPrice } from '../basics/show.ts'
import { changeOf, changeWords } from './source-words.ts'

/** One line of a list of prices; `price` is undefined where none is known. */
export interface PriceRow {
  readonly name: string
  readonly price: Decimal | undefined
  readonly dayOpen?: Decimal | undefined
  /** The venue that answered for the market's own. */
  readonly answeredBy?: string | undefined
  /** The smallest price step, where there is a market behind it. */
  readonly tick?: string
}

/** The foot note of prices that came from other venues; empty where there are none. */
export function elsewhereWords(rows: readonly Pick<PriceRow, 'answeredBy'>[]): string {
  const venues = new Set(rows.flatMap(({ answeredBy }) => answeredBy ?? []))
  return venues.size === 0 ? '' : ` * is the price of ${[...venues].join(' or ')}, since the market's own venue does not answer.`
}

/** Prices with their change over 24 hours, narrow enough for a phone. */
export function priceTable(rows: readonly PriceRow[]): BlockOf<'table'> {
  return table(
    [
      { title: 'Market', align: 'left' },
      { title: 'Price', align: 'right' },
      { title: '24 h', align: 'right' },
    ],
    rows.map(({ name, price, dayOpen, answeredBy, tick }) =>
      price === undefined
        ? [name, 'no price', '']
        : [
            answeredBy === undefined ? name : `${name}*`,
            showPrice(price, tick),
            dayOpen === undefined ? '' : changeWords(changeOf(price, dayOpen)),
          ],
    ),
  )
}
