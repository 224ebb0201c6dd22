import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import type { Answer } from '../basics/reply.ts'
import type { Charts } from '../charts/charts.ts'
import type { Platform } from '../chat/chat-ports.ts'
import { createAnswerMaker } from '../chat/ready-answer.ts'
import { signalReply } from '../commands/analysis/signal-card.ts'
import { signalPicture } from '../commands/analysis/signal-picture.ts'
import type { MarketService } from '../market/market-service.ts'
import { createLookout, type Lookout } from '../signals/lookout.ts'
import { createMemorySignalStore } from '../signals/memory-signal-store.ts'
import type { Recipient, SignalMarket, WatchedMarket } from '../signals/signal-ports.ts'
import { createSignalPost, type SignalLetter, type ToldSignal } from '../signals/signal-post.ts'
import { createSignals, type Signals } from '../signals/signals.ts'
import type { Database } from '../storage/database.ts'
import { signalMarket } from './signal-market.ts'

interface SignalParts {
  readonly database: Database
  /** The market at the desk's own time. */
  readonly market: () => Promise<MarketService>
  readonly charts: Charts
  readonly clock: WallClock
  readonly ids: Ids
  /** Something was left to be sent. */
  readonly wake: () => void
  /** `look` is called by and by, so that nobody who asks has to wait until all is looked at. */
  readonly hasJobs?: boolean
}

export interface DeskSignals {
  /** What signals say at the time of this market: what is kept, where it is the desk's own; else what was found in memory, and for as long as somebody asks. */
  on(market: MarketService): Promise<Signals>
  /** Looks at all that closed in the markets that are watched or subscribed to. Says of what failed, and goes on. */
  look(failed: (error: unknown) => void): Promise<void>
}

/** So long somebody waits for a look at many markets while a job does the same. */
const PATIENCE_MS = 800

/** Told in UTC, since one message may be read in many zones. */
const ZONE = 'UTC'

export function createDeskSignals({ database, market: ownMarket, charts, clock, ids, wake, hasJobs = false }: SignalParts): DeskSignals {
  const answers = createAnswerMaker({ presses: database.presses, ids, clock })
  const markets = new WeakMap<MarketService, { readonly market: SignalMarket; readonly lookout: Lookout; readonly signals: Signals }>()
  const patience = () => {
    const until = clock.elapsed() + PATIENCE_MS
    return () => clock.elapsed() >= until
  }

  const write = async (
    service: MarketService,
    { surest: signal, others }: ToldSignal,
    recipients: readonly Recipient[],
  ): Promise<readonly Answer[]> => {
    const market = await service.find(signal.marketId)
    const picture = await signalPicture(signal, { market, service, charts, zone: ZONE })
    const reply = signalReply({ signal, others, market, zone: ZONE }, { blocks: picture, now: service.now() })
    return Promise.all(
      // In company buttons would be for one of all who read it, and what they do is for nobody else to read.
      recipients.map(({ userId, serverId }) =>
        userId === undefined || serverId !== undefined
          ? { ...reply, buttons: [] }
          : answers.withButtons(reply, { accountId: userId, at: undefined }),
      ),
    )
  }
  const kept = (service: MarketService): Lookout =>
    createLookout({
      store: database.signals,
      ids,
      post: createSignalPost({
        recipients: (signals) => database.subscriptions.recipients(signals),
        write: (_, told, recipients) => write(service, told, recipients),
        leave: (tx, letter) => database.outbox.add(tx, messageOf(letter)),
      }),
    })
  const made = async (service: MarketService) => {
    const known = markets.get(service)
    if (known !== undefined) return known
    const market = signalMarket(service)
    const isOwn = service === (await ownMarket())
    const store = isOwn ? database.signals : createMemorySignalStore()
    const lookout = isOwn ? kept(service) : createLookout({ store, ids })
    const fresh = { market, lookout, signals: createSignals({ store, lookout, market, patience: isOwn && hasJobs ? patience : undefined }) }
    markets.set(service, fresh)
    return fresh
  }

  return {
    on: async (service) => (await made(service)).signals,
    async look(failed) {
      const service = await ownMarket()
      const { lookout, market } = await made(service)
      const watched = await market.watched()
      const others = await subscribedTo(service, await database.subscriptions.markets(), watched)
      await lookout.look(market, { markets: [...watched, ...others], failed, rest: sharingTime(clock) })
      wake()
    },
  }
}

/** Rests as long as was worked since the last rest: venues allow so many requests for all, and people's own come first. */
function sharingTime(clock: WallClock): () => Promise<void> {
  let since = clock.elapsed()
  return async () => {
    const workedMs = clock.elapsed() - since
    if (workedMs > 0)
      await new Promise<void>((resolve) => {
        clock.after(workedMs, resolve)
      })
    since = clock.elapsed()
  }
}

/** Markets that somebody wants to hear of, beyond those that are watched for all. One that is gone is left out. */
async function subscribedTo(
  service: MarketService,
  marketIds: readonly string[],
  watched: readonly WatchedMarket[],
): Promise<readonly WatchedMarket[]> {
  const known = new Set(watched.map(({ id }) => id))
  const listed = new Map((await service.markets()).map((market) => [market.id, market]))
  return marketIds.flatMap((id) => (known.has(id) ? [] : (listed.get(id) ?? [])))
}

function messageOf({ signalId, recipient, answer }: SignalLetter): Parameters<Database['outbox']['add']>[1] {
  const { platform, chatId, threadId, silent } = recipient
  return {
    destination: { platform: platform as Platform, chatId, ...(threadId === undefined ? {} : { threadId }) },
    kind: 'signal',
    urgency: 'alert',
    answer,
    silent,
    dedupeKey: ['signal', signalId, platform, chatId, threadId ?? ''].join(' '),
  }
}
