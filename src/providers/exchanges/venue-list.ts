import type { Timeframe } from '../../basics/timeframe.ts'

/** What is special about a venue; one that is not listed here works too, with nothing special. */
export interface VenueFacts {
  readonly label: string
  /** A small public address, to see whether the venue can be reached at all. */
  readonly probe: string
  /** Options for ccxt that keep the list of markets to one light request. */
  readonly options?: Readonly<Record<string, unknown>>
  readonly marketParams?: Readonly<Record<string, unknown>>
  /** Its answers are objects, so that a bare list is none. */
  readonly objectsOnly: boolean
  /** It always sends at least the candle that is forming, so that no candle at all is no answer. */
  readonly alwaysHasCandles: boolean
  /** What it calls the day's opening is that of midnight, not the price of 24 hours before. */
  readonly opensAtMidnight: boolean
  /** Candles longer than a day that surely open when ours do: weeks on Mondays, months on the first. */
  readonly longTimeframes: readonly Timeframe[]
}

const PLAIN = { objectsOnly: true, alwaysHasCandles: false, opensAtMidnight: false, longTimeframes: [] } as const

export const VENUES: Readonly<Record<string, VenueFacts>> = {
  binance: {
    label: 'Binance',
    probe: 'https://api.binance.com/api/v3/time',
    options: {
      fetchMarkets: { types: ['spot'] },
      fetchMargins: false,
      watchTickers: { name: 'ticker' },
      streamLimits: { spot: 1 },
      subscriptionLimitByStream: { spot: 1000 },
    },
    marketParams: { symbolStatus: 'TRADING', showPermissionSets: false },
    objectsOnly: false,
    alwaysHasCandles: false,
    opensAtMidnight: false,
    longTimeframes: ['1w', '1M'],
  },
  kraken: { ...PLAIN, label: 'Kraken', probe: 'https://api.kraken.com/0/public/Time', alwaysHasCandles: true, opensAtMidnight: true },
  coinbase: { ...PLAIN, label: 'Coinbase', probe: 'https://api.coinbase.com/v2/time' },
  bybit: {
    ...PLAIN,
    label: 'Bybit',
    probe: 'https://api.bybit.com/v5/market/time',
    options: { fetchMarkets: { types: ['spot'] }, unifiedMarginStatus: 6 },
  },
  okx: { ...PLAIN, label: 'OKX', probe: 'https://www.okx.com/api/v5/public/time', options: { fetchMarkets: { types: ['spot'] } } },
}

const UNKNOWN: Omit<VenueFacts, 'label' | 'probe'> = {
  objectsOnly: false,
  alwaysHasCandles: false,
  opensAtMidnight: false,
  longTimeframes: [],
}

export function venueFacts(id: string): Omit<VenueFacts, 'probe'> {
  return VENUES[id] ?? { ...UNKNOWN, label: id.charAt(0).toUpperCase() + id.slice(1) }
}
