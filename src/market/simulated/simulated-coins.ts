/** A made-up market against USDT: where its price lives, how much it moves in a day, how much of that is the whole market's. */
export interface SimulatedCoin {
  readonly base: string
  readonly price: number
  /** Standard deviation of a calm day's change. */
  readonly dayMove: number
  /** How strongly it follows the market. */
  readonly beta: number
  /** Turnover of a usual day in USDT. */
  readonly turnover: number
  readonly priceDecimals: number
  readonly lotDecimals: number
}

type Row = readonly [
  base: string,
  price: number,
  dayMove: number,
  beta: number,
  turnover: number,
  priceDecimals: number,
  lotDecimals: number,
]

const ROWS: readonly Row[] = [
  ['BTC', 65_000, 0.022, 1, 2.1e9, 2, 5],
  ['ETH', 3200, 0.029, 1.2, 1.2e9, 2, 4],
  ['SOL', 150, 0.04, 1.5, 5e8, 2, 3],
  ['BNB', 600, 0.024, 0.9, 2e8, 2, 3],
  ['XRP', 0.6, 0.034, 1.1, 3e8, 4, 0],
  ['DOGE', 0.14, 0.042, 1.4, 2.4e8, 5, 0],
  ['ADA', 0.45, 0.037, 1.3, 8e7, 4, 1],
  ['AVAX', 32, 0.042, 1.5, 7e7, 2, 2],
  ['LINK', 15, 0.039, 1.3, 6e7, 2, 2],
  ['DOT', 6.5, 0.038, 1.3, 4e7, 3, 2],
  ['LTC', 85, 0.033, 1.1, 5e7, 2, 3],
  ['TRX', 0.13, 0.022, 0.6, 4e7, 4, 1],
]

export const SIMULATED_COINS: readonly SimulatedCoin[] = ROWS.map(([base, price, dayMove, beta, turnover, priceDecimals, lotDecimals]) => ({
  base,
  price,
  dayMove,
  beta,
  turnover,
  priceDecimals,
  lotDecimals,
}))
