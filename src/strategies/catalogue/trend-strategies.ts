import type { StrategyDraft } from '../strategy.ts'

/** Follow a trend that has shown itself, and leave when it turns. Rarely right, and then by much. */
export const TREND_STRATEGIES: readonly StrategyDraft[] = [
  {
    name: 'sma-cross',
    description:
      'Waits for the mean of 20 closes to rise above the mean of 50, and sells when it falls below again. It catches long moves late and keeps most of them, and loses a little again and again where prices go sideways.',
    kind: 'trend',
    timeframe: '4h',
    markets: [],
    rules: { entry: 'sma(20) crosses above sma(50)', exit: 'sma(20) crosses below sma(50)', stop: '8%', size: '25%' },
  },
  {
    name: 'ema-cross',
    description:
      'Waits for EMA 20 to rise above EMA 50 while the price is above EMA 200, so that the short trend turns back into the long one. It does well when dips in a rising market end quickly, and badly when the long trend itself is ending.',
    kind: 'trend',
    timeframe: '4h',
    markets: [],
    rules: {
      entry: 'ema(20) crosses above ema(50) and close > ema(200)',
      exit: 'ema(20) crosses below ema(50)',
      stop: '3 atr',
      size: 'risk 1%',
    },
  },
  {
    name: 'macd',
    description:
      'Waits for MACD to rise above its signal line while the price is above EMA 200. Momentum tells of a turn before averages do, and of many turns that never come.',
    kind: 'trend',
    timeframe: '4h',
    markets: [],
    rules: {
      entry: 'macd_hist(12,26,9) crosses above 0 and close > ema(200)',
      exit: 'macd_hist(12,26,9) crosses below 0',
      stop: '2.5 atr',
      size: 'risk 1%',
    },
  },
  {
    name: 'supertrend',
    description:
      'Waits for a close above the Supertrend stop of 3 average ranges, and sells on a close below it. It rides strong moves from early on, and is thrown out often while a market swings within a range.',
    kind: 'trend',
    timeframe: '4h',
    markets: [],
    rules: { entry: 'close crosses above supertrend(10,3)', exit: 'close crosses below supertrend(10,3)', stop: '4 atr', size: 'risk 1%' },
  },
  {
    name: 'adx-trend',
    description:
      'Waits for +DI to rise above −DI while ADX says that the market moves, and follows with a trailing stop. It does well in a market that one side has taken over, and badly where every move is taken back.',
    kind: 'trend',
    timeframe: '4h',
    markets: [],
    rules: {
      entry: 'plus_di(14) crosses above minus_di(14) and adx(14) > 20',
      exit: 'minus_di(14) > plus_di(14) and adx(14) > 20',
      stop: '2.5 atr',
      trail: '10%',
      size: 'risk 1%',
    },
  },
  {
    name: 'ichimoku',
    description:
      'Waits for the conversion line to rise above the base line while the price is above the cloud, and sells below the base line. It agrees with long and orderly trends, and is too slow for markets that turn within days.',
    kind: 'trend',
    timeframe: '4h',
    markets: [],
    rules: {
      entry:
        'ichimoku_tenkan(9,26,52,26) crosses above ichimoku_kijun(9,26,52,26) and close > max(ichimoku_span_a(9,26,52,26),ichimoku_span_b(9,26,52,26))',
      exit: 'close crosses below ichimoku_kijun(9,26,52,26)',
      stop: '3 atr',
      size: 'risk 1%',
    },
  },
  {
    name: 'parabolic-sar',
    description:
      'Waits for the price to rise above the Parabolic SAR while ADX says that the market moves, and sells when it falls below. Its stop tightens as a trend grows old, which keeps gains in fast moves and ends slow ones too early.',
    kind: 'trend',
    timeframe: '4h',
    markets: [],
    rules: {
      entry: 'close crosses above sar(0.02,0.2) and adx(14) > 20',
      exit: 'close crosses below sar(0.02,0.2)',
      stop: '3 atr',
      size: 'risk 1%',
    },
  },
]
