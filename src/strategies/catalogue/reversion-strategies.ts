import type { StrategyDraft } from '../strategy.ts'

/** Buy what fell further than usual, and sell when it is usual again. Often right by little, sometimes wrong by much. */
export const REVERSION_STRATEGIES: readonly StrategyDraft[] = [
  {
    name: 'rsi-reversion',
    description:
      'Waits for RSI 14 to come back from below 30 while the price is above EMA 200, and sells when RSI is above 60. Dips in a rising market tend to be bought, and the one that is not costs as much as several that were.',
    kind: 'reversion',
    timeframe: '1h',
    markets: [],
    rules: { entry: 'rsi(14) crosses above 30 and close > ema(200)', exit: 'rsi(14) > 60', stop: '5%', size: 'risk 1%', holdBars: 72 },
  },
  {
    name: 'bollinger-reversion',
    description:
      'Waits for the price to come back into the lower Bollinger band while ADX says that there is no trend, and sells at the middle. It earns a little at a time while a range lasts, and loses when the range breaks.',
    kind: 'reversion',
    timeframe: '1h',
    markets: [],
    rules: {
      entry: 'close crosses above bb_lower(20,2) and adx(14) < 25',
      exit: 'close > bb_middle(20,2)',
      stop: '2 atr',
      size: 'risk 1%',
      holdBars: 48,
    },
  },
  {
    name: 'stochastic',
    description:
      'Waits for Stochastic %K to cross %D below 20 while the price is above EMA 200, and sells above 80. It looks for the end of a pullback and finds it in steady trends, but a market that keeps falling gives the same signal again and again.',
    kind: 'reversion',
    timeframe: '4h',
    markets: [],
    rules: {
      entry: 'stoch_k(14,3,3) crosses above stoch_d(14,3,3) and stoch_k(14,3,3) < 20 and close > ema(200)',
      exit: 'stoch_k(14,3,3) > 80',
      stop: '2 atr',
      size: 'risk 1%',
      holdBars: 60,
    },
  },
  {
    name: 'vwap-pullback',
    description:
      'Waits for a candle that dips below the mean price of the day by volume and closes above it, while the trend points up. It works on days on which buyers stay in charge, and is stopped time and again on days without a direction.',
    kind: 'reversion',
    timeframe: '15m',
    markets: [],
    rules: {
      entry: 'low < vwap() and close > vwap() and ema(50) > ema(200)',
      stop: '1.5 atr',
      target: '2r',
      size: 'risk 1%',
      holdBars: 48,
      coolDownBars: 4,
    },
  },
]
