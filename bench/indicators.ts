import { fork } from 'node:child_process'
import { once } from 'node:events'
import { temporaryFolder } from './desk-process.ts'
import {
  INDICATORS,
  type IndicatorName,
  ixjb94,
  type Library,
  type Measurable,
  type Measured,
  technicalIndicators,
  tradingSignals,
} from './indicator-peers.ts'
import { parley } from './parley-indicators.ts'
import { median, print, spread } from './rounds.ts'
import { buildTalib, type Talib } from './talib.ts'
import { walkCandles } from './walk-candles.ts'

const CANDLES = 1_000_000
const ROUNDS = 5
/** Sums that drift over a million bars and seeds that fade are forgiven; another meaning is not. */
const DIFFERENCE_MAX = 1e-6
const NAMES = Object.keys(INDICATORS) as IndicatorName[]

interface Runner {
  readonly name: string
  readonly differs: Library['differs']
  readonly measure: (what: Measurable) => Promise<Measured>
  readonly stop: () => void
}

/** Eight indicators over a million candles, against libraries in JavaScript and, where it can be built, TA-Lib in C; then six of them one candle at a time. */
export async function benchIndicators(): Promise<void> {
  const folder = temporaryFolder()
  const talib = buildTalib(folder.path, walkCandles(CANDLES))
  if (talib === undefined) print('TA-Lib in C was skipped: it could not be fetched and built here')
  const ours = await startLibrary(parley)
  const streaming = await startLibrary(tradingSignals)
  const peers = [await startLibrary(ixjb94), await startLibrary(technicalIndicators), streaming, ...(talib ? [inC(talib)] : [])]
  const ratios = new Map<string, number[]>(peers.map(({ name }) => [name, []]))
  for (const name of NAMES) {
    for (const [peer, ratio] of await race(name, ours, peers)) ratios.get(peer)?.push(ratio)
  }
  for (const [name, all] of ratios) {
    const geomean = Math.exp(all.reduce((sum, ratio) => sum + Math.log(ratio), 0) / all.length)
    print(`geomean of ${all.length}: ${geomean.toFixed(2)}× the speed of ${name}`)
  }
  await race('streaming', ours, [streaming])
  for (const { stop } of [ours, ...peers]) stop()
  folder.remove()
}

async function startLibrary({ name, differs }: Library): Promise<Runner> {
  const child = fork(new URL('./indicator-process.ts', import.meta.url), [name, String(CANDLES)])
  await once(child, 'message')
  return {
    name,
    differs,
    async measure(what) {
      const answer = once(child, 'message')
      child.send(what)
      const [measured] = await answer
      return measured
    },
    stop: () => child.disconnect(),
  }
}

function inC({ measure }: Talib): Runner {
  return { name: 'TA-Lib in C', differs: undefined, measure: async (what) => measure(what), stop: () => undefined }
}

/** Prints one indicator; gives how many times as fast ours is as the peers that compute the same. */
async function race(what: Measurable, ours: Runner, peers: readonly Runner[]): Promise<readonly (readonly [string, number])[]> {
  const everybody = [ours, ...peers]
  const { last: wanted } = await ours.measure(what)
  const reasons = new Map<string, string>()
  for (const peer of peers) {
    const reason = await whyDifferent(peer, what, wanted)
    if (reason !== undefined) reasons.set(peer.name, reason)
  }
  const times = new Map<string, number[]>(everybody.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, measure } of everybody) times.get(name)?.push((await measure(what)).ms)
  }
  const timesOf = (name: string): readonly number[] => times.get(name) ?? []
  print(`${what === 'streaming' ? 'streaming, six at a time' : INDICATORS[what]}: ${spread(timesOf(ours.name))}`)
  return peers.flatMap(({ name }) => {
    const ratio = median(timesOf(name)) / median(timesOf(ours.name))
    const reason = reasons.get(name)
    print(`    ${name} ${spread(timesOf(name))}, ours ${ratio.toFixed(2)}×${reason === undefined ? '' : ` (not counted: ${reason})`}`)
    return reason === undefined ? [[name, ratio] as const] : []
  })
}

/** Why a peer's numbers are not ours; undefined where they are. */
async function whyDifferent({ name, differs, measure }: Runner, what: Measurable, wanted: readonly number[]): Promise<string | undefined> {
  const { last } = await measure(what)
  const apart = wanted.map((value, line) => Math.abs((last[line] ?? Number.NaN) - value) / Math.max(1, Math.abs(value)))
  if (Math.max(...apart) <= DIFFERENCE_MAX) return undefined
  if (differs?.[what] !== undefined) return differs[what]
  throw new Error(`${name} says ${last.join(', ')} for ${what}, and not ${wanted.join(', ')}`)
}
