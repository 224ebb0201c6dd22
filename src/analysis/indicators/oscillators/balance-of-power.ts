import type { Candle } from '../../../basics/candles.ts'

/** Balance of power, −1 to 1: the body of a bar as a share of its range; 0 where it has none. TA-Lib BOP; Igor Livshin, 2001. No warm-up. */
export function balanceOfPower({ open, high, low, close }: Candle): number {
  return high === low ? 0 : (close - open) / (high - low)
}
