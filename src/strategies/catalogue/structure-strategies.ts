import type { StrategyDraft } from '../strategy.ts'

/** Buy at places where the market has shown its hand. They are clear in hindsight, and rarer than they look. */
export const STRUCTURE_STRATEGIES: readonly StrategyDraft[] = [
  {
    name: 'fvg-retest',
    description:
      'Waits for a fair value gap up, and for the price to come back into it within 20 candles and hold. Gaps that strong buying left tend to be defended once, and a close through one says that the buyers have gone.',
    kind: 'structure',
    timeframe: '1h',
    markets: [],
    rules: {
      entry:
        'barssince(fvg_bull() != 0) >= 1 and barssince(fvg_bull() != 0) <= 20 and low < valuewhen(fvg_bull() != 0,low) and close > valuewhen(fvg_bull() != 0,high[2]) and close > ema(200)',
      stop: 'valuewhen(fvg_bull() != 0,high[2]) - 0.5 * atr(14)',
      target: '2r',
      size: 'risk 1%',
      holdBars: 72,
    },
  },
  {
    name: 'sweep-reversal',
    description:
      'Waits for a candle that goes below a swing low, where stops lie, and closes back above it. It works where the fall was only after those stops, and fails where it was the beginning of more.',
    kind: 'structure',
    timeframe: '1h',
    markets: [],
    rules: { entry: 'sweep_low() != 0', stop: 'low - 0.25 * atr(14)', target: '2r', size: 'risk 1%', holdBars: 48 },
  },
]
