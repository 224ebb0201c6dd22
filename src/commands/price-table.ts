import type { Decimal } from '../basics/money.ts'
import { type BlockOf, table } from '../basics/reply.ts'
import { showPrice } from '../basics/show.ts'
import { changeOf, changeWords } from './source-words.ts'

/** One line of a list of prices; `price` is undefined where none is known. */
export interface PriceRow {
  readonly name: string
  readonly price: Decimal | undefined
  readonly dayOpen?: Decimal | undefined
  /** The smallest price step, where there is a market behind it. */
  readonly tick?: string
}

/** Prices with their change over 24 hours, narrow enough for a phone. */
export function priceTable(rows: readonly PriceRow[]): BlockOf<'table'> {
  return table(
    [
      { title: 'Market', align: 'left' },
      { title: 'Price', align: 'right' },
      { title: '24 h', align: 'right' },
    ],
    rows.map(({ name, price, dayOpen, tick }) =>
      price === undefined
        ? [name, 'no price', '']
        : [name, showPrice(price, tick), dayOpen === undefined ? '' : changeWords(changeOf(price, dayOpen))],
    ),
  )
}
