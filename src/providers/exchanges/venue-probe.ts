import type { WallClock } from '../../basics/clock.ts'
import { timeLimit } from '../../basics/clock.ts'
import { addressAt } from './venue-address.ts'
import { VENUES } from './venue-list.ts'

export interface VenueProbeOptions {
  readonly ids: readonly string[]
  readonly urls: ReadonlyMap<string, string>
  readonly clock: WallClock
}

/** Statuses by which venues turn away whole countries. */
const TURNED_AWAY = [403, 451]
const SERVER_FAULT = 500

/** Whether any of the exchanges answers within `limitMs`. Loads no exchange; one whose address we do not know counts as reachable. */
export async function probeExchanges({ ids, urls, clock }: VenueProbeOptions, limitMs: number): Promise<boolean> {
  const settled = new AbortController()
  const { signal, release } = timeLimit(clock, limitMs, settled.signal)
  const probes = ids.map(async (id) => {
    const address = VENUES[id]?.probe
    if (address === undefined) return
    const base = urls.get(id)
    const { status, body } = await fetch(base === undefined ? address : addressAt(base, address), { signal, redirect: 'error' })
    await body?.cancel()
    if (status >= SERVER_FAULT || TURNED_AWAY.includes(status)) throw new Error(`${id} answered ${status}`)
  })
  const reachable = await Promise.any(probes).then(
    () => true,
    () => false,
  )
  release()
  settled.abort()
  return reachable
}
