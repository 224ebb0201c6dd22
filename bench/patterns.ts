import * as technical from 'technicalindicators'
import { measureCandles } from '../src/analysis/candlesticks/candle-measures.ts'
import { candlestickColumn } from '../src/analysis/candlesticks/candlestick.ts'
import type { CandlestickName } from '../src/analysis/candlesticks/candlestick-list.ts'
import { CANDLESTICK_PATTERNS } from '../src/analysis/candlesticks/candlesticks.ts'
import { gapColumns } from '../src/analysis/structure/fair-value-gap.ts'
import { type Candles, sliceCandles } from '../src/basics/candles.ts'
import { temporaryFolder } from './desk-process.ts'
import { median, print, spread } from './rounds.ts'
import { buildTalib } from './talib.ts'
import { walkCandles } from './walk-candles.ts'

const CANDLES = 1_000_000
/** So slow a peer is asked of fewer candles, and its time is multiplied. */
const FEW_CANDLES = 20_000
const ROUNDS = 5
/** In the order in which the driver of TA-Lib tells of them. */
const NAMES: readonly CandlestickName[] = [
  'cdl_doji',
  'cdl_dragonfly_doji',
  'cdl_gravestone_doji',
  'cdl_spinning_top',
  'cdl_marubozu',
  'cdl_hammer',
  'cdl_hanging_man',
  'cdl_inverted_hammer',
  'cdl_shooting_star',
  'cdl_engulfing',
  'cdl_harami',
  'cdl_piercing',
  'cdl_dark_cloud_cover',
  'cdl_morning_star',
  'cdl_evening_star',
]

type Finder = (data: { open: number[]; high: number[]; low: number[]; close: number[] }) => unknown

/** What the peer has by these names, up and down where it tells them apart. Its definitions are its own, so only its speed is compared. It looks at five candles at most. */
const FINDERS: readonly Finder[] = [
  technical.doji,
  technical.dragonflydoji,
  technical.gravestonedoji,
  technical.bullishspinningtop,
  technical.bearishspinningtop,
  technical.bullishmarubozu,
  technical.bearishmarubozu,
  technical.bullishhammerstick,
  technical.hangingman,
  technical.bullishinvertedhammerstick,
  technical.shootingstar,
  technical.bullishengulfingpattern,
  technical.bearishengulfingpattern,
  technical.bullishharami,
  technical.bearishharami,
  technical.piercingline,
  technical.darkcloudcover,
  technical.morningstar,
  technical.eveningstar,
]
const FINDER_CANDLES = 5

/** Fifteen candlestick patterns over a million candles, against TA-Lib in C where it can be built and the most used library in JavaScript; and fair value gaps with what filled them. */
export async function benchPatterns(): Promise<void> {
  const candles = walkCandles(CANDLES)
  const folder = temporaryFolder()
  const talib = buildTalib(folder.path, candles)
  if (talib === undefined) print('TA-Lib in C was skipped: it could not be fetched and built here')
  const few = sliceCandles(candles, 0, FEW_CANDLES)
  const seen = columnsOf(candles).map((column) => column.filter((value) => Math.abs(value) > 0).length)
  if (talib !== undefined) expectSame(talib.measure('patterns').last, seen)
  const times = { ours: [] as number[], peer: [] as number[], inC: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(timeOf(() => columnsOf(candles)))
    if (talib !== undefined) times.inC.push(talib.measure('patterns').ms)
    times.peer.push(timeOf(() => findIn(few)) * (CANDLES / FEW_CANDLES))
  }
  folder.remove()
  const own = median(times.ours)
  print(`${NAMES.length} candlestick patterns: ${spread(times.ours)}, ${seen.reduce((sum, count) => sum + count)} seen`)
  print(`    technicalindicators ${spread(times.peer)} (from ${FEW_CANDLES} candles), ours ${(median(times.peer) / own).toFixed(0)}×`)
  if (talib !== undefined) print(`    TA-Lib in C ${spread(times.inC)}, ours ${(median(times.inC) / own).toFixed(2)}×`)
  for (const some of [few, candles]) {
    const rounds = Array.from({ length: ROUNDS + 1 }, () => timeOf(() => gapColumns(some))).slice(1)
    const { sign, filledBy } = gapColumns(some)
    const [gaps, filled] = [sign.filter((each) => each !== 0).length, filledBy.filter((bar) => bar >= 0).length]
    print(`fair value gaps in ${some.time.length} candles: ${spread(rounds)}, ${gaps} of which ${filled} were filled`)
  }
}

function columnsOf(candles: Candles): readonly Float64Array[] {
  const measures = measureCandles(candles)
  return NAMES.map((name) => {
    const pattern = CANDLESTICK_PATTERNS.find((each) => each.name === name)
    if (pattern === undefined) throw new Error(`There is no ${name}`)
    return candlestickColumn(pattern, measures)
  })
}

function findIn({ open, high, low, close }: Candles): number {
  let count = 0
  for (let end = FINDER_CANDLES; end <= close.length; end++) {
    const last = (column: Float64Array): number[] => [...column.subarray(end - FINDER_CANDLES, end)]
    const window = { open: last(open), high: last(high), low: last(low), close: last(close) }
    for (const find of FINDERS) if (find(window)) count++
  }
  return count
}

function expectSame(wanted: readonly number[], seen: readonly number[]): void {
  for (const [index, name] of NAMES.entries()) {
    if (seen[index] !== wanted[index]) throw new Error(`${name} was seen ${seen[index]} times, and by TA-Lib ${wanted[index]} times`)
  }
}

function timeOf(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}
