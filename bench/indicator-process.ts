import { ixjb94, type Library, type Measurable, type Measured, technicalIndicators, tradingSignals } from './indicator-peers.ts'
import { parley } from './parley-indicators.ts'
import { walkCandles } from './walk-candles.ts'

/** One library in a process of its own, so that the garbage of one is not the pause of another. Told what to measure, it answers with `Measured`; it says "ready" first. */
const LIBRARIES: readonly Library[] = [parley, ixjb94, technicalIndicators, tradingSignals]

/** Everything is run so often over so few candles first, by every library alike: a loop that V8 meets for the first time in the middle of a million bars stays with slower code. */
const WARM_UP_CALLS = 200
const WARM_UP_CANDLES = 2000

const [name, count] = process.argv.slice(2)
const library = LIBRARIES.find((each) => each.name === name)
if (library === undefined) throw new Error(`There is no library ${name}`)
const few = library.on(walkCandles(WARM_UP_CANDLES))
for (let call = 0; call < WARM_UP_CALLS; call++) for (const measured of Object.values(few)) measured()
const run = library.on(walkCandles(Number(count)))

process.on('message', (what: Measurable) => {
  const started = performance.now()
  const last = run[what]?.() ?? []
  process.send?.({ ms: performance.now() - started, last } satisfies Measured)
})
process.send?.('ready')
