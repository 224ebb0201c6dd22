import { formulaSource } from './formula-source.ts'
import type { SignalSource } from './signal-source.ts'

/** Well-known ideas, each in the formula language. */
export const FORMULA_SOURCES: readonly SignalSource[] = [
  formulaSource({
    name: 'rsi-reversal',
    title: 'RSI reversal',
    about:
      'RSI 14 comes back from below 30 while the price is above EMA 200, or from above 70 while it is below. A dip in a rising market tends to be bought.',
    version: 1,
    long: 'rsi(14) crosses above 30 and close > ema(200)',
    short: 'rsi(14) crosses below 70 and close < ema(200)',
  }),
  formulaSource({
    name: 'ema-cross',
    title: 'EMA cross',
    about: 'EMA 20 crosses EMA 50 on the side of EMA 200 that it points to. The short trend has turned back into the long one.',
    version: 1,
    long: 'ema(20) crosses above ema(50) and close > ema(200)',
    short: 'ema(20) crosses below ema(50) and close < ema(200)',
  }),
  formulaSource({
    name: 'golden-cross',
    title: 'Golden and death cross',
    about: 'SMA 50 crosses SMA 200. It is late by design and follows the longest moves.',
    version: 1,
    long: 'sma(50) crosses above sma(200)',
    short: 'sma(50) crosses below sma(200)',
  }),
  formulaSource({
    name: 'macd-cross',
    title: 'MACD cross',
    about: 'MACD crosses its signal line upwards below zero, or downwards above it. Momentum turns before the averages do.',
    version: 1,
    long: 'macd(12, 26, 9) crosses above macd_signal(12, 26, 9) and macd(12, 26, 9) < 0',
    short: 'macd(12, 26, 9) crosses below macd_signal(12, 26, 9) and macd(12, 26, 9) > 0',
  }),
  formulaSource({
    name: 'stochastic-cross',
    title: 'Stochastic cross',
    about: 'Stochastic %K crosses %D below 20 in a market above EMA 200, or above 80 in one below. It looks for the end of a pullback.',
    version: 1,
    long: 'stoch_k(14, 3, 3) crosses above stoch_d(14, 3, 3) and stoch_k(14, 3, 3) < 20 and close > ema(200)',
    short: 'stoch_k(14, 3, 3) crosses below stoch_d(14, 3, 3) and stoch_k(14, 3, 3) > 80 and close < ema(200)',
  }),
  formulaSource({
    name: 'bollinger-breakout',
    title: 'Bollinger breakout',
    about: 'The close leaves the Bollinger bands on half as much volume again as usual. Such moves often have followers.',
    version: 1,
    long: 'close crosses above bb_upper(20, 2) and volume > 1.5 * sma(volume, 20)',
    short: 'close crosses below bb_lower(20, 2) and volume > 1.5 * sma(volume, 20)',
  }),
  formulaSource({
    name: 'bollinger-reversion',
    title: 'Bollinger reversion',
    about: 'The close comes back into the Bollinger bands while ADX says that there is no trend. In a range prices return to the middle.',
    version: 1,
    long: 'close crosses above bb_lower(20, 2) and adx(14) < 25',
    short: 'close crosses below bb_upper(20, 2) and adx(14) < 25',
  }),
  formulaSource({
    name: 'supertrend-flip',
    title: 'Supertrend flip',
    about: 'The close passes the Supertrend stop of 3 ATRs, which changes sides. It follows a trend from its first strong move.',
    version: 1,
    long: 'close crosses above supertrend(10, 3)',
    short: 'close crosses below supertrend(10, 3)',
  }),
  formulaSource({
    name: 'donchian-breakout',
    title: 'Donchian breakout',
    about: 'The close is the first beyond all prices of the 20 candles before it. It is how the Turtles entered.',
    version: 1,
    long: 'close crosses above highest(high, 20)[1]',
    short: 'close crosses below lowest(low, 20)[1]',
  }),
  formulaSource({
    name: 'squeeze',
    title: 'Squeeze release',
    about:
      'The Bollinger bands (4 deviations from edge to edge) grow wider than the Keltner channel (3 ATRs) after a quiet time. It goes the way that momentum points.',
    version: 1,
    long: '4 * stdev(20) crosses above 3 * atr(20) and mom(12) > 0',
    short: '4 * stdev(20) crosses above 3 * atr(20) and mom(12) < 0',
  }),
  formulaSource({
    name: 'directional-cross',
    title: 'Directional cross',
    about: '+DI and −DI cross while ADX is above 20. One side has taken over in a market that moves.',
    version: 1,
    long: 'plus_di(14) crosses above minus_di(14) and adx(14) > 20',
    short: 'plus_di(14) crosses below minus_di(14) and adx(14) > 20',
  }),
]
