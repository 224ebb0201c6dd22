import { openDesk } from '../src/assembly/desk.ts'
import { machineClock } from '../src/basics/clock.ts'
import { createIds } from '../src/basics/ids.ts'
import { machineRandom } from '../src/basics/rng.ts'
import type { Call } from '../src/chat/chat-ports.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { temporaryFolder } from './desk-process.ts'
import { print } from './rounds.ts'

const LINES = 200
const WARM_UP_LINES = 30
const OPTIMISATIONS = 4
const OPTIMISE = '/backtest optimise ema-cross BTC 1h 2y'

/** How long an answer in chat takes while nothing else is done, and while four people's optimisations are queued; the 99th of a hundred is what counts. */
export async function benchLatency(): Promise<void> {
  const folder = temporaryFolder()
  const desk = await openDesk({
    config: readConfig({ DATA_DIR: folder.path, MARKET_SOURCE: 'simulated' }),
    log: createLog({ level: 'silent', to: 'stderr', secrets: [] }),
    clock: machineClock,
    ids: createIds({ clock: machineClock, random: machineRandom }),
    secret: new Uint8Array(32),
    version: 'bench',
  })
  const say = (userId: string, line: string) => desk.chat.say(line, callBy(userId))
  const asked = async (): Promise<readonly number[]> => {
    const times: number[] = []
    for (let number = 0; number < LINES; number++) {
      const started = performance.now()
      await say(`reader ${number % 20}`, '/price btc')
      times.push(performance.now() - started)
    }
    return times
  }
  for (let number = 0; number < WARM_UP_LINES; number++) await say(`reader ${number % 20}`, '/price btc')
  const idle = await asked()
  let over = 0
  const work = Array.from({ length: OPTIMISATIONS }, (_, number) =>
    say(`optimiser ${number}`, OPTIMISE).then((answer) => {
      over += 1
      return answer?.refusal?.code
    }),
  )
  const busy = await asked()
  print(`idle: ${spreadOf(idle)}`)
  print(
    `while ${OPTIMISATIONS} optimisations are queued (${over} over by the end): ${spreadOf(busy)}, p99 ${(p99(busy) / p99(idle)).toFixed(1)}× idle`,
  )
  print(`refused: ${(await Promise.all(work)).filter((code) => code !== undefined).length}`)
  await desk.close()
  folder.remove()
}

function callBy(userId: string): Call {
  return { caller: { userId, displayName: userId, place: { platform: 'telegram', chatId: userId, private: true } } }
}

function spreadOf(times: readonly number[]): string {
  return `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${p99(times).toFixed(1)} ms`
}

const p99 = (times: readonly number[]): number => quantile(times, 0.99)

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
