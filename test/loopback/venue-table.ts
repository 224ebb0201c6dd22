export interface ListedMarket {
  readonly base: string
  readonly quote: string
  readonly priceDecimals: number
  readonly lotDecimals: number
}

/** What a played venue says: its markets, and the last price of each as it goes over the wire, right or wrong. */
export interface VenueTable {
  readonly markets: readonly ListedMarket[]
  readonly prices: Map<string, string>
  now(): number
}

export const symbolOf = ({ base, quote }: ListedMarket): string => `${base}/${quote}`

/** Numbers around a price, for the rest of a ticker; a price that is no number gets those of 1. */
export function around(price: string): (factor: number) => string {
  const value = Number(price)
  const sound = Number.isFinite(value) && value > 0 ? value : 1
  return (factor) => (sound * factor).toPrecision(8)
}

export interface PlayedCandle {
  readonly time: number
  readonly open: string
  readonly high: string
  readonly low: string
  readonly close: string
  readonly volume: string
}

/** The same candle for the same opening time, however often it is asked for. */
export function candleAt(price: string, time: number, lengthMs: number): PlayedCandle {
  const at = around(price)
  const wave = (index: number): number => 1 + 0.01 * Math.sin(index * 0.7)
  const [open, close] = [wave(time / lengthMs), wave(time / lengthMs + 1)]
  return {
    time,
    open: at(open),
    high: at(Math.max(open, close) * 1.002),
    low: at(Math.min(open, close) * 0.998),
    close: at(close),
    volume: '12.5',
  }
}
