import { type Candle, type Candles, candlesFrom } from '../../basics/candles.ts'
import type { MarketClock } from '../../basics/clock.ts'
import { lengthOf, MINUTE_MS } from '../../basics/timeframe.ts'
import type { CandleHistory, CandleRequest, CandleSpan, KnownPart, Market, MarketSource } from '../market-ports.ts'
import { recordedMarket } from '../recorded/recorded-market.ts'
import { SIMULATED_COINS, type SimulatedCoin } from './simulated-coins.ts'
import { SIMULATION_FROM, SIMULATION_TO } from './simulated-days.ts'
import { LEVELS, type Level, type SimulatedSeries, simulatedWorld } from './simulated-series.ts'
import { roundTo } from './split-candle.ts'

const VENUE = 'simulated'
const SPANS: readonly CandleSpan[] = [...LEVELS].reverse().map((timeframe) => ({
  timeframe,
  from: SIMULATION_FROM,
  to: SIMULATION_TO,
}))

interface Simulated {
  readonly market: Market
  readonly series: SimulatedSeries
}

/** A made-up market that runs by this clock: the same for the same seed, at any past moment. Always labelled SIMULATED. */
export function simulatedMarket({ seed, clock }: { readonly seed: string; readonly clock: MarketClock }): {
  readonly source: MarketSource
  readonly history: CandleHistory
} {
  const history = simulatedHistory(seed, clock)
  const source = recordedMarket({
    kind: 'simulated',
    label: 'SIMULATED',
    history,
    clock,
    status: (now) => ({ ok: true, detail: 'made-up prices, for trying things out', newestPriceAt: now }),
  })
  return { source, history }
}

function simulatedHistory(seed: string, clock: MarketClock): CandleHistory {
  const all = simulatedMarkets(seed)
  const byId = new Map(all.map((each) => [each.market.id, each]))
  const markets = all.map(({ market }) => market)
  return {
    markets: async () => markets,
    spans: (market) => (byId.has(market.id) ? SPANS : []),
    range: async () => ({ from: SIMULATION_FROM, to: Math.min(clock.now(), SIMULATION_TO) }),
    async read(request) {
      const found = byId.get(request.market.id)
      return found === undefined ? candlesFrom(request.timeframe, []) : readSeries(found.series, request)
    },
    unfinished,
  }
}

function simulatedMarkets(seed: string): readonly Simulated[] {
  const world = simulatedWorld(seed)
  const [btc, eth] = SIMULATED_COINS
  const coins = SIMULATED_COINS.map((coin) => ({ market: marketOf(coin, 'USDT', coin.priceDecimals), series: world.coin(coin) }))
  return btc && eth ? [...coins, { market: marketOf(eth, btc.base, 5), series: world.cross(eth, btc) }] : coins
}

function marketOf({ base, lotDecimals }: SimulatedCoin, quote: string, priceDecimals: number): Market {
  const symbol = `${base}/${quote}`
  const step = (decimals: number): string => (1 / 10 ** decimals).toFixed(decimals)
  return { id: `${VENUE}:${symbol}`, venue: VENUE, symbol, base, quote, tick: step(priceDecimals), lot: step(lotDecimals), active: true }
}

function readSeries(series: SimulatedSeries, { timeframe, from, to }: CandleRequest): Candles {
  const level = LEVELS.find((each) => each === timeframe)
  if (level === undefined) throw new RangeError(`The simulation has no candles of ${timeframe}`)
  const [start, end] = [Math.max(from, SIMULATION_FROM), Math.min(to, SIMULATION_TO)]
  const step = blockOf(level)
  const rows: Candle[] = []
  for (let time = Math.floor(start / step) * step; time < end; time += step) rows.push(...series.within(level, time))
  return candlesFrom(
    level,
    rows.filter(({ time }) => time >= start && time < end),
  )
}

/** How much time is made at once: a candle of the level above. */
function blockOf(level: Level): number {
  return lengthOf(LEVELS[Math.max(0, LEVELS.indexOf(level) - 1)] ?? level)
}

/** Within a minute the price runs from the open to one extreme, to the other and to the close, a third of the minute each. */
function unfinished(candle: Candle, at: number, market: Market): KnownPart {
  const decimals = market.tick.length > 1 ? market.tick.length - 2 : 0
  const { time, open, high, low, close } = candle
  const way = close < open ? [open, high, low, close] : [open, low, high, close]
  const passed = ((at - time) / MINUTE_MS) * (way.length - 1)
  const leg = Math.min(way.length - 2, Math.floor(passed))
  const [from = open, to = close] = way.slice(leg, leg + 2)
  const price = roundTo(from + (to - from) * (passed - leg), decimals)
  const seen = [...way.slice(0, leg + 1), price]
  const lots = market.lot.length > 1 ? market.lot.length - 2 : 0
  const volume = roundTo((candle.volume * (at - time)) / MINUTE_MS, lots)
  return { part: { time, open, high: Math.max(...seen), low: Math.min(...seen), close: price, volume }, at }
}
