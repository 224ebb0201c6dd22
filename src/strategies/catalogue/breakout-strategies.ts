import type { StrategyDraft } from '../strategy.ts'

/** Buy what leaves the range it was in. Many breakouts fail; the few that hold pay for them. */
export const BREAKOUT_STRATEGIES: readonly StrategyDraft[] = [
  {
    name: 'bollinger-breakout',
    description:
      'Waits for a close above the upper Bollinger band on half as much volume again as usual, and sells below the middle. Such moves tend to have followers when something has changed, and fall back at once when nothing has.',
    kind: 'breakout',
    timeframe: '4h',
    markets: [],
    rules: {
      entry: 'close crosses above bb_upper(20,2) and volume > 1.5 * sma(volume,20)',
      exit: 'close < bb_middle(20,2)',
      stop: '2 atr',
      size: 'risk 1%',
    },
  },
  {
    name: 'donchian-turtle',
    description:
      'Waits for a close above all prices of 20 candles, as the Turtles did, and sells below those of 10. It has lived from a few very long trends, and most of its trades lose.',
    kind: 'breakout',
    timeframe: '1d',
    markets: [],
    rules: { entry: 'close > highest(high,20)[1]', exit: 'close < lowest(low,10)[1]', stop: '2 atr', size: 'risk 1%' },
  },
  {
    name: 'keltner',
    description:
      'Waits for a close above the Keltner channel of 2 average ranges, and sells below its middle. It finds moves that are larger than usual for the market, and pays for those that end as soon as they began.',
    kind: 'breakout',
    timeframe: '4h',
    markets: [],
    rules: {
      entry: 'close crosses above kc_upper(20,2,10) and close > ema(200)',
      exit: 'close < kc_middle(20,2,10)',
      stop: '2 atr',
      size: 'risk 1%',
    },
  },
  {
    name: 'squeeze',
    description:
      'Waits for the Bollinger bands to grow wider than the Keltner channel after a quiet time, while momentum points up. Quiet times tend to end in a move, but the first step is often in the wrong direction.',
    kind: 'breakout',
    timeframe: '4h',
    markets: [],
    rules: {
      entry: '4 * stdev(20) crosses above 3 * atr(20) and mom(12) > 0',
      exit: 'mom(12) < 0',
      stop: '2 atr',
      target: '3r',
      size: 'risk 1%',
    },
  },
]
