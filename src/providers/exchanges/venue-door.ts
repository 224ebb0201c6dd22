import type { WallClock } from '../../basics/clock.ts'
import { VenueTrouble } from '../../market/live-ports.ts'
import { createBoundedFetch } from './bounded-fetch.ts'
import { type CcxtExchange, loadExchangeClass } from './load-ccxt.ts'
import { createRequestBudget, type RequestBudget } from './request-budget.ts'
import { addressesAt } from './venue-address.ts'
import { type VenueFacts, venueFacts } from './venue-list.ts'

export const BODY_BYTES_MAX = 5_000_000
const REQUEST_MS_MAX = 12_000
const HEARTBEAT_MS = 15_000

/** An exchange of ccxt whose requests all pass one budget and one bounded fetch, and which takes no nonsense for an answer. */
export interface VenueDoor {
  readonly ccxt: CcxtExchange
  readonly facts: Omit<VenueFacts, 'probe'>
  readonly budget: RequestBudget
  /** Ends what is under way. */
  readonly stopping: AbortController
  /** The most that an answer may have, unpacked. */
  bytesMax: number
  /** How far the venue's clock is ahead of ours, from its last answer. */
  clockSkewMs: number
}

export async function openDoor({ id, url, clock }: { id: string; url: string | undefined; clock: WallClock }): Promise<VenueDoor> {
  const facts = venueFacts(id)
  const ExchangeClass = await loadExchangeClass(id)
  const ccxt = new ExchangeClass({
    enableRateLimit: true,
    timeout: REQUEST_MS_MAX,
    options: { defaultType: 'spot', fetchCurrencies: false, ...facts.options },
  })
  const keepAlive = Math.min(Number(ccxt.streaming?.keepAlive ?? HEARTBEAT_MS), HEARTBEAT_MS)
  // Numbers stay the digits that the venue wrote.
  Object.assign(ccxt, { number: String, streaming: { ...ccxt.streaming, keepAlive } })
  ccxt.has.fetchCurrencies = false
  if (url !== undefined) {
    Object.assign(ccxt.urls, { api: addressesAt(url, ccxt.urls.api) })
    await ccxt.loadHttpProxyAgent()
  }
  const budget = createRequestBudget({ venue: id, unitMs: Number(ccxt.rateLimit), clock })
  const stopping = new AbortController()
  const door: VenueDoor = { ccxt, facts, budget, stopping, bytesMax: BODY_BYTES_MAX, clockSkewMs: 0 }
  ccxt.throttle = (cost = 1) => budget.spend(Number(cost))
  ccxt.fetchImplementation = createBoundedFetch({
    venue: id,
    clock,
    budget,
    bytesMax: () => door.bytesMax,
    stopping: stopping.signal,
    onVenueTime: (at) => {
      door.clockSkewMs = at - clock.now()
    },
  })
  refuseNonsense(ccxt, facts)
  takeTickersAsWritten(ccxt, facts)
  catchLateSends(ccxt)
  return door
}

/** ccxt takes what is no JSON, or empty, for an answer without data. */
function refuseNonsense(ccxt: CcxtExchange, { objectsOnly }: Pick<VenueFacts, 'objectsOnly'>): void {
  const parseJson = ccxt.parseJson.bind(ccxt)
  ccxt.parseJson = (text: string) => {
    const parsed: unknown = parseJson(text)
    const object = typeof parsed === 'object' && parsed !== null
    if (!object || (Array.isArray(parsed) ? objectsOnly : Object.keys(parsed).length === 0))
      throw new VenueTrouble('wrong', `${ccxt.id} sent no data`)
    return parsed
  }
}

/**
 * ccxt works out a last price from other numbers where the venue says none, and stops at the first ticker that it cannot read.
 * Here the last price is the one that the venue wrote or none at all, to be dropped and counted.
 */
function takeTickersAsWritten(ccxt: CcxtExchange, { opensAtMidnight }: Pick<VenueFacts, 'opensAtMidnight'>): void {
  const safeTicker = ccxt.safeTicker.bind(ccxt)
  ccxt.safeTicker = (ticker, market) => {
    try {
      return { ...safeTicker(ticker, market), last: ticker.last ?? ticker.close }
    } catch {
      return { ...safeTicker({}, market), symbol: ticker.symbol ?? market?.symbol ?? '' }
    }
  }
  const parseTicker = ccxt.parseTicker.bind(ccxt)
  ccxt.parseTicker = (raw, market) => {
    const ticker = parseTicker(raw, market)
    return opensAtMidnight ? { ...ticker, open: undefined, midnightOpen: ticker.open } : ticker
  }
}

/** ccxt does not wait for what it sends to a socket, so that a socket which closes meanwhile would end the program. */
function catchLateSends(ccxt: CcxtExchange): void {
  const clientOf = ccxt.client.bind(ccxt)
  const guarded = new WeakSet<object>()
  ccxt.client = (url) => {
    const client = clientOf(url)
    if (guarded.has(client)) return client
    guarded.add(client)
    const send = client.send.bind(client)
    client.send = (message) => send(message).catch((error: unknown) => client.onError(error))
    return client
  }
}
