import { isDeepStrictEqual } from 'node:util'
import type { Ids } from '../basics/ids.ts'
import { nearest } from '../basics/nearest.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import { checkDraft, checkMarkets, checkRulesOn } from './check-draft.ts'
import { readRules, type SaidRules } from './read-rules.ts'
import { shareCode } from './share-code.ts'
import type { FollowedStrategy, Strategy, StrategyDraft, StrategyVersion } from './strategy.ts'
import { STRATEGY_CATALOGUE, strategyNamed } from './strategy-catalogue.ts'
import type { StrategyStore } from './strategy-ports.ts'

const TIMEFRAME_USUAL: Timeframe = '1h'
const SHARED_CODE = /^[a-z2-7]{6}$/i

/** What somebody says of a strategy; what is left out stays as it was, or is as usual. */
export interface SaidStrategy {
  readonly name?: string | undefined
  readonly about?: string | undefined
  readonly timeframe?: Timeframe | undefined
  /** Ids of markets. */
  readonly markets?: readonly string[] | undefined
  readonly rules: SaidRules
}

/** A strategy that can be tested or followed: of the catalogue, or one's own in its newest version. */
export interface NamedStrategy {
  readonly draft: StrategyDraft
  readonly own: Strategy | undefined
}

export interface FollowWish {
  /** Ids of markets; those of the strategy where none is said. */
  readonly markets: readonly string[]
  readonly timeframe?: Timeframe | undefined
  /** Wall time, in milliseconds. */
  readonly at: number
}

/** People's own strategies, beside those of the catalogue. Names are one's own, in any letter case. Whatever changes throws `AlreadyDone` for a call that did so before. */
export interface Strategies {
  list(userId: string): Promise<readonly Strategy[]>
  /** Refuses a name that is neither the catalogue's nor the person's. */
  named(userId: string, name: string): Promise<NamedStrategy>
  /** One's own; refuses that of the catalogue, which nobody changes. */
  own(userId: string, name: string): Promise<Strategy>
  /** From rules that are said, or from a copy of another one. */
  create(
    userId: string,
    said: SaidStrategy & { readonly name: string; readonly from?: string | undefined },
    origin: Origin,
  ): Promise<Strategy>
  /** Makes the next version. Results, and whoever follows the one before, stay with that. */
  edit(userId: string, name: string, said: SaidStrategy, origin: Origin): Promise<Strategy>
  /** Newest first. */
  versions(userId: string, name: string): Promise<readonly StrategyVersion[]>
  delete(userId: string, name: string, origin: Origin): Promise<Strategy>
  /** Lets its newest version trade on paper. One of the catalogue is copied first, as "my-…". */
  follow(userId: string, name: string, wish: FollowWish & { readonly origin: Origin }): Promise<Strategy>
  /** Returns it as it was followed. */
  unfollow(userId: string, name: string, origin: Origin): Promise<Strategy>
  /** The code that others import it by: always the same one, for its newest version. */
  share(userId: string, name: string, origin: Origin): Promise<{ readonly strategy: Strategy; readonly code: string }>
  /** A copy of what somebody shares, as one's own. */
  import(userId: string, wish: { readonly code: string; readonly name?: string | undefined }, origin: Origin): Promise<Strategy>
}

export function createStrategies({ store, ids }: { readonly store: StrategyStore; readonly ids: Ids }): Strategies {
  const named = async (userId: string, name: string): Promise<NamedStrategy> => {
    const listed = strategyNamed(name)
    if (listed !== undefined) return { draft: listed, own: undefined }
    const mine = await store.of(userId)
    const own = mine.find(({ latest }) => isCalled(latest, name))
    if (own === undefined) throw unknownStrategy(name, mine)
    return { draft: own.latest, own }
  }
  const own = async (userId: string, name: string): Promise<Strategy> => {
    const { draft, own: found } = await named(userId, name)
    if (found !== undefined) return found
    throw new Refusal('conflict', `${draft.name} is of the catalogue, which stays as it is.`, {
      hint: `Copy it first: /strategy create my-${draft.name} from ${draft.name}`,
    })
  }
  const made = (draft: StrategyDraft) => ({ strategyId: ids.id(), versionId: ids.id(), draft })

  return {
    list: (userId) => store.of(userId),
    named,
    own,
    async create(userId, { from, ...said }, origin) {
      const before = from === undefined ? undefined : (await named(userId, from)).draft
      return store.create(userId, made(drafted(said, before)), origin)
    },
    async edit(userId, name, said, origin) {
      const { id, latest } = await own(userId, name)
      const draft = drafted({ ...said, name: said.name ?? latest.name }, latest)
      if (isDeepStrictEqual(draft, draftOf(latest)))
        throw new Refusal('conflict', `${latest.name} is like that already.`, {
          hint: `For example: /strategy edit ${latest.name} stop 3%`,
        })
      return store.revise(userId, { strategyId: id, versionId: ids.id(), draft }, origin)
    },
    async versions(userId, name) {
      const { id } = await own(userId, name)
      return (await store.versions(userId, id)).toReversed()
    },
    async delete(userId, name, origin) {
      const strategy = await own(userId, name)
      await store.delete(userId, strategy.id, origin)
      return strategy
    },
    async follow(userId, name, { origin, ...wish }) {
      const { draft, own: found } = await mineOf(await named(userId, name), userId)
      checkRulesOn(wish.timeframe ?? draft.timeframe, draft.rules)
      if (found === undefined) {
        const copy = made(checkDraft({ ...draft, name: copyName(draft) }))
        return store.create(userId, { ...copy, followed: followedBy({ ...draft, id: copy.versionId, version: 1 }, wish) }, origin)
      }
      const followed = followedBy(found.latest, wish)
      await store.follow(userId, found.id, followed, origin)
      return { ...found, followed }
    },
    async unfollow(userId, name, origin) {
      const { draft, own: found } = await mineOf(await named(userId, name), userId)
      if (found?.followed === undefined)
        throw new Refusal('conflict', `You do not follow ${found?.latest.name ?? draft.name}.`, { hint: 'What you follow: /strategy' })
      await store.follow(userId, found.id, undefined, origin)
      return found
    },
    async share(userId, name, origin) {
      const strategy = await own(userId, name)
      if (strategy.shareCode !== undefined) return { strategy, code: strategy.shareCode }
      const code = shareCode(ids.token())
      await store.share(userId, strategy.id, code, origin)
      return { strategy: { ...strategy, shareCode: code }, code }
    },
    async import(userId, { code, name }, origin) {
      const shared = SHARED_CODE.test(code.trim()) ? await store.shared(code.trim()) : undefined
      if (shared === undefined)
        throw new Refusal('not-found', 'Nothing is shared under that code.', {
          hint: 'Whoever shares a strategy gets its code by /strategy share my-rsi',
        })
      return store.create(userId, made(drafted({ name: name ?? shared.name, rules: {} }, shared)), origin)
    },
  }

  /** What was copied from the catalogue to be followed stands for it. */
  async function mineOf(one: NamedStrategy, userId: string): Promise<NamedStrategy> {
    if (one.own !== undefined) return one
    const copy = (await store.of(userId)).find(({ latest }) => isCalled(latest, copyName(one.draft)))
    return copy === undefined ? one : { draft: copy.latest, own: copy }
  }
}

/** What was said, over what there was before. */
function drafted(
  { name, about, timeframe, markets, rules }: SaidStrategy & { readonly name: string },
  before?: StrategyDraft,
): StrategyDraft {
  return checkDraft({
    name,
    description: about ?? before?.description ?? '',
    kind: before?.kind ?? 'own',
    timeframe: timeframe ?? before?.timeframe ?? TIMEFRAME_USUAL,
    markets: markets ?? before?.markets ?? [],
    rules: readRules(rules, before?.rules),
  })
}

function draftOf({ name, description, kind, timeframe, markets, rules }: StrategyDraft): StrategyDraft {
  return { name, description, kind, timeframe, markets, rules }
}

function followedBy(
  { id: versionId, version, markets, timeframe }: Pick<StrategyVersion, 'id' | 'version' | 'markets' | 'timeframe'>,
  wish: FollowWish,
): FollowedStrategy {
  const chosen = wish.markets.length > 0 ? wish.markets : markets
  if (chosen.length === 0)
    throw new Refusal('bad-input', 'Say on which markets it should trade.', { hint: 'For example: /strategy enable my-rsi BTC ETH' })
  checkMarkets(chosen)
  return { versionId, version, markets: chosen, timeframe: wish.timeframe ?? timeframe, mode: 'paper', since: wish.at }
}

function copyName({ name }: Pick<StrategyDraft, 'name'>): string {
  return `my-${name}`
}

function isCalled({ name }: Pick<StrategyDraft, 'name'>, said: string): boolean {
  return name.toLowerCase() === said.trim().toLowerCase()
}

function unknownStrategy(name: string, mine: readonly Strategy[]): Refusal {
  const names = [...mine.map(({ latest }) => latest.name), ...STRATEGY_CATALOGUE.map((each) => each.name)]
  const meant = nearest(name.trim(), names)
  return new Refusal('not-found', `There is no strategy "${name.trim()}".`, {
    hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}Yours and those of the catalogue: /strategy`,
  })
}
