/** Minor units in one unit of an asset. */
export const UNIT = 10n ** 18n

export type Asset = 'USDT' | 'BTC'
export type Amounts = Readonly<Record<Asset, bigint>>

/** What somebody has, in minor units. `cost` and `realised` are of his coins at their average price, without fees. */
export interface Purse {
  readonly free: Amounts
  readonly held: Amounts
  readonly fees: Amounts
  /** Of USDT: what rounding up left over, and what was deposited less what was withdrawn. */
  readonly dust: bigint
  readonly funded: bigint
  readonly cost: bigint
  readonly realised: bigint
}

export interface NaiveFill {
  readonly side: 'buy' | 'sell'
  /** In minor units, as is the quantity. */
  readonly price: bigint
  readonly quantity: bigint
  /** In ten-thousandths of what was traded; below zero the venue pays. */
  readonly rate: bigint
  readonly feeAsset: Asset
}

const NONE: Amounts = { USDT: 0n, BTC: 0n }
export const EMPTY: Purse = { free: NONE, held: NONE, fees: NONE, dust: 0n, funded: 0n, cost: 0n, realised: 0n }
const RATE_UNIT = 10_000n

/** The ledger as one would keep it on a slip of paper: sums of whole numbers, no entries and no legs. Below zero it does not know how to go on. */
export const naive = {
  /** A withdrawal is below zero. */
  fund: (purse: Purse, amount: bigint): Purse => ({ ...purse, free: plus(purse.free, 'USDT', amount), funded: purse.funded + amount }),

  /** Giving back is below zero. */
  hold: (purse: Purse, asset: Asset, amount: bigint): Purse => ({
    ...purse,
    free: plus(purse.free, asset, -amount),
    held: plus(purse.held, asset, amount),
  }),

  fill(purse: Purse, { side, price, quantity, rate, feeAsset }: NaiveFill): Purse {
    const high = up(price * quantity, UNIT)
    const low = (price * quantity) / UNIT
    const fee = feeAsset === 'USDT' ? up(price * quantity * rate, UNIT * RATE_UNIT) : up(quantity * rate, RATE_UNIT)
    const isSpent = feeAsset === (side === 'buy' ? 'USDT' : 'BTC')
    const coins = purse.free.BTC + purse.held.BTC
    const sold = quantity === coins ? purse.cost : (purse.cost * quantity) / (coins === 0n ? 1n : coins)
    const traded: Purse =
      side === 'buy'
        ? { ...purse, held: plus(purse.held, 'USDT', -high), free: plus(purse.free, 'BTC', quantity), cost: purse.cost + high }
        : {
            ...purse,
            held: plus(purse.held, 'BTC', -quantity),
            free: plus(purse.free, 'USDT', low),
            cost: purse.cost - sold,
            realised: purse.realised + low - sold,
          }
    return {
      ...traded,
      held: isSpent ? plus(traded.held, feeAsset, -fee) : traded.held,
      free: isSpent ? traded.free : plus(traded.free, feeAsset, -fee),
      fees: plus(traded.fees, feeAsset, fee),
      dust: side === 'buy' ? traded.dust + high - low : traded.dust,
    }
  },
}

function plus(amounts: Amounts, asset: Asset, amount: bigint): Amounts {
  return { ...amounts, [asset]: amounts[asset] + amount }
}

/** Division rounded up, also below zero. */
export function up(value: bigint, by: bigint): bigint {
  return value > 0n ? (value + by - 1n) / by : value / by
}
