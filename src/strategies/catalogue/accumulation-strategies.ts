import type { StrategyDraft } from '../strategy.ts'

/** Buy in parts, without a stop. They feel safe until the market falls and stays there. */
export const ACCUMULATION_STRATEGIES: readonly StrategyDraft[] = [
  {
    name: 'dca',
    description:
      'Buys for $100 each week, whatever the price, and sells all when it is 20% above what was paid on average. It takes the moment out of the decision and suits markets that rise in the long run; in one that does not, it only goes on buying, and nothing limits the loss.',
    kind: 'accumulation',
    timeframe: '1d',
    markets: [],
    rules: { entry: 'every(1w)', target: '20%', size: '$100', entriesMax: 100 },
  },
  {
    name: 'grid',
    description:
      'Buys another 5% each time the price falls through a line of a grid of 2%, at most 20 times, and sells all at 3% above what was paid on average. It earns while prices swing; in a falling market it spends all its money on the way down, then holds the whole loss, and no stop ends it.',
    kind: 'accumulation',
    timeframe: '1h',
    markets: [],
    rules: { entry: 'grid_down(2%) != 0 and close <= lowest(12)', target: '3%', size: '5%', entriesMax: 20 },
  },
]
