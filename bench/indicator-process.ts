import { ixjb94, type Library, type Measurable, type Measured, technicalIndicators, tradingSignals } from './indicator-peers.ts'
import { parley } from './parley-indicators.ts'
import { walkCandles } from './walk-candles.ts'

/** One library in a process of its own, so that the garbage of one is not the pause of another. Told what to measure, it answers with `Measured`; it says "ready" first. */
const LIBRARIES: readonly Library[] = [parley, ixjb94, technicalIndicators, tradingSignals]

const [name, count] = process.argv.slice(2)
const library = LIBRARIES.find((each) => each.name === name)
if (library === undefined) throw new Error(`There is no library ${name}`)
const run = library.on(walkCandles(Number(count)))

process.on('message', (what: Measurable) => {
  const started = performance.now()
  const last = run[what]?.() ?? []
  process.send?.({ ms: performance.now() - started, last } satisfies Measured)
})
process.send?.('ready')
