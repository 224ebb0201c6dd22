import { once } from 'node:events'
import { timeLimit, type WallClock } from '../basics/clock.ts'
import type { HealthReport } from '../commands/desk-health.ts'
import type { Readiness } from '../http/app.ts'
import type { Database } from '../storage/database.ts'
import type { DeskMarket } from './desk-market.ts'

const ANSWER_MS_MAX = 2_000

interface DeskState {
  readonly database: Database
  readonly clock: WallClock
  readonly bots: Readiness['bots']
}

/** Whether the desk can serve, and how its parts do: for /ready. */
export async function readinessOf({ database, clock, market, bots }: DeskState & { readonly market: DeskMarket }): Promise<Readiness> {
  const reached = await answeredMs(database, clock)
  const status = market.status()
  const priceAgeMs = priceAgeOf(market) ?? null
  return {
    ready: reached !== undefined && status.ok && Object.values(bots).every((state) => state === 'ok'),
    database: reached === undefined ? 'down' : 'ok',
    bots,
    market: { source: market.sourceName(), ok: status.ok, detail: status.detail, priceAgeMs },
  }
}

/** How old the newest price is, in milliseconds of market time. */
export function priceAgeOf(market: DeskMarket): number | undefined {
  const { newestPriceAt } = market.status()
  return newestPriceAt === undefined ? undefined : Math.max(0, market.now() - newestPriceAt)
}

/** How the desk does, for /health. */
export async function healthReport({
  database,
  clock,
  startedAt,
  version,
  bots,
}: DeskState & { readonly startedAt: number; readonly version: string }): Promise<HealthReport> {
  return {
    versions: { parley: version, node: process.version },
    uptimeMs: clock.elapsed() - startedAt,
    bots,
    memoryBytes: process.memoryUsage.rss(),
    database: { label: database.kind === 'embedded' ? 'embedded' : 'PostgreSQL', answeredMs: await answeredMs(database, clock) },
  }
}

/** How long the database took to answer; undefined when it did not in time. */
async function answeredMs(database: Database, clock: WallClock): Promise<number | undefined> {
  const asked = clock.elapsed()
  const { signal, release } = timeLimit(clock, ANSWER_MS_MAX)
  const silence = once(signal, 'abort').then(() => undefined)
  const answer = database.ping().then(
    () => clock.elapsed() - asked,
    () => undefined,
  )
  return Promise.race([answer, silence]).finally(release)
}
