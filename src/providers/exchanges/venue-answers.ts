import { z } from 'zod'
import { type Candle, type Candles, candlesFrom } from '../../basics/candles.ts'
import { Decimal } from '../../basics/money.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import type { Market, Ticker } from '../../market/market-ports.ts'

/** No market is priced outside of these: a price beyond is a fault of the venue. */
const PRICE_MIN = '1e-15'
const PRICE_MAX = '1e15'
/** The last price may run ahead of the day's range, which venues refresh more slowly, but not by more than this factor. */
const RANGE_TOLERANCE = 2
const STEP_DEFAULT = '0.00000001'
const CODE = /^[\p{L}\p{N}._$+!-]{1,24}$/u
const NUMBER = /^-?\d{1,40}(?:\.\d{1,40})?(?:e[+-]?\d{1,3})?$/i

const decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((digits) => NUMBER.test(digits))
  .transform((digits) => new Decimal(digits))
const price = decimal.refine((value) => value.gte(PRICE_MIN) && value.lte(PRICE_MAX))
const optionalPrice = price.optional().catch(undefined)
const optionalVolume = decimal
  .refine((value) => value.gte(0) && value.lt(1e30))
  .optional()
  .catch(undefined)

const tickerSchema = z.object({
  symbol: z.string(),
  last: price,
  timestamp: z.number().int().positive().optional().catch(undefined),
  bid: optionalPrice,
  ask: optionalPrice,
  open: optionalPrice,
  midnightOpen: optionalPrice,
  high: optionalPrice,
  low: optionalPrice,
  baseVolume: optionalVolume,
  quoteVolume: optionalVolume,
})

const step = decimal.refine((value) => value.gt(0) && value.lte(1e9)).transform((value) => value.toFixed())
const marketSchema = z.object({
  symbol: z.string(),
  base: z.string().regex(CODE),
  quote: z.string().regex(CODE),
  spot: z.literal(true),
  active: z.literal(true).nullish(),
  precision: z
    .object({ price: step.catch(STEP_DEFAULT), amount: step.catch(STEP_DEFAULT) })
    .catch({ price: STEP_DEFAULT, amount: STEP_DEFAULT }),
  limits: z.object({ cost: z.object({ min: step.optional().catch(undefined) }) }).catch({ cost: { min: undefined } }),
})

const rowSchema = z.tuple([z.number().int().positive(), z.unknown(), z.unknown(), z.unknown(), z.unknown(), z.unknown()])

/** Reads a ticker as ccxt gives it, or undefined when its price cannot be one. `at` is the venue's time where it says one, and never later than `now`. */
export function readTicker(raw: unknown, venue: string, now: number): Ticker | undefined {
  const { data } = tickerSchema.safeParse(raw)
  if (data === undefined || !withinRange(data)) return undefined
  const { bid, ask, open, midnightOpen, high, low, baseVolume, quoteVolume } = data
  const crossed = bid !== undefined && ask?.lt(bid)
  return {
    marketId: `${venue}:${data.symbol}`,
    last: data.last,
    at: Math.min(data.timestamp ?? now, now),
    ...(bid === undefined || crossed ? {} : { bid }),
    ...(ask === undefined || crossed ? {} : { ask }),
    ...(open === undefined ? {} : { dayOpen: open }),
    ...(midnightOpen === undefined ? {} : { midnightOpen }),
    ...(high === undefined ? {} : { dayHigh: high }),
    ...(low === undefined ? {} : { dayLow: low }),
    ...(baseVolume === undefined ? {} : { baseVolume }),
    ...(quoteVolume === undefined ? {} : { quoteVolume }),
  }
}

/** Reads a market as ccxt gives it, or undefined when it is not an active spot market. */
export function readMarket(raw: unknown, venue: string): Market | undefined {
  const { data } = marketSchema.safeParse(raw)
  if (data === undefined || data.symbol !== `${data.base}/${data.quote}`) return undefined
  const minimumCost = data.limits.cost.min
  return {
    id: `${venue}:${data.symbol}`,
    venue,
    symbol: data.symbol,
    base: data.base,
    quote: data.quote,
    tick: data.precision.price,
    lot: data.precision.amount,
    ...(minimumCost === undefined ? {} : { minimumCost }),
    active: true,
  }
}

/** Reads rows of [time, open, high, low, close, volume]. A number that is none becomes NaN, so that whoever keeps candles can set the row aside; a row without a time is nothing. */
export function readCandles(rows: readonly unknown[], timeframe: Timeframe): Candles {
  const candles = rows.flatMap((row): Candle[] => {
    const { data } = rowSchema.safeParse(row)
    if (data === undefined) return []
    const [time, open, high, low, close, volume] = data
    return [{ time, open: float(open), high: float(high), low: float(low), close: float(close), volume: float(volume) }]
  })
  return candlesFrom(timeframe, candles)
}

function withinRange({ last, high, low }: { last: Decimal; high?: Decimal | undefined; low?: Decimal | undefined }): boolean {
  return !(high !== undefined && last.gt(high.times(RANGE_TOLERANCE))) && !(low !== undefined && last.times(RANGE_TOLERANCE).lt(low))
}

function float(value: unknown): number {
  const { data } = decimal.safeParse(value)
  return data === undefined ? Number.NaN : data.toNumber()
}
