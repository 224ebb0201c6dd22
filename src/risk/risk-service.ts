import { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import { LOCK_RULES, type Lock, type LockRule, lockRuling, locksOf } from './locks.ts'
import type {
  LimitSource,
  RiskDefaults,
  RiskLimits,
  RiskQuestion,
  RiskRuling,
  RiskStanding,
  RiskVerdict,
  UnlockStore,
} from './risk-ports.ts'
import { fixedRulings, sizeRulings } from './risk-rules.ts'

const REMEMBERED_MAX = 1_000

/** An order that was not let through. */
export interface Refused {
  readonly question: RiskQuestion
  readonly verdict: RiskVerdict
}

/** The gate that every entry passes, and what people may ask of it. */
export interface Risk {
  defaults(userId: string): Promise<RiskDefaults>
  judge(question: RiskQuestion): Promise<RiskVerdict>
  limits(userId: string): Promise<RiskLimits>
  /** All locks, whether they stand or not. */
  locks(userId: string, standing: RiskStanding): Promise<readonly Lock[]>
  /** Lifts one lock, or all that can be lifted, and returns them. Throws `Refusal` for one that cannot be, and when nothing is locked. */
  unlock(
    userId: string,
    ask: { readonly rule: LockRule | undefined; readonly standing: RiskStanding },
    origin: Origin,
  ): Promise<readonly Lock[]>
  /** What was refused last since the desk was started. */
  lastRefused(userId: string): Refused | undefined
}

export interface RiskParts {
  readonly limits: LimitSource
  readonly unlocks: UnlockStore
}

export function createRisk({ limits: source, unlocks }: RiskParts): Risk {
  const refused = new Map<string, Refused>()
  return {
    async defaults(userId) {
      const { stopDefault, targetDefault, rewardMin, tradeRiskMax, marketBand } = await source.of(userId)
      return { stop: stopDefault, target: targetDefault, reward: rewardMin, tradeRisk: tradeRiskMax, marketBand }
    },
    async judge(question) {
      const { userId, standing, quantity } = question
      const [limits, lifted] = await Promise.all([source.of(userId), unlocks.lifted(userId)])
      const locks = locksOf(standing, limits, lifted).map((lock) => lockRuling(lock, quantity))
      const verdict = verdictOf([...locks, ...fixedRulings(question, limits)], sizeRulings(question, limits))
      if (!verdict.allowed) remember({ question, verdict })
      return verdict
    },
    limits: (userId) => source.of(userId),
    locks,
    async unlock(userId, { rule, standing }, origin) {
      const standingLocks = (await locks(userId, standing)).filter(({ state }) => state === 'on')
      const asked = standingLocks.filter((lock) => rule === undefined || lock.rule === rule)
      const liftable = asked.filter(({ name }) => name !== undefined)
      if (liftable.length === 0) throw nothingToLift(asked, rule)
      await unlocks.lift(
        userId,
        liftable.flatMap(({ name }) => name ?? []),
        origin,
      )
      return liftable
    },
    lastRefused: (userId) => refused.get(userId),
  }

  async function locks(userId: string, standing: RiskStanding): Promise<readonly Lock[]> {
    const [limits, lifted] = await Promise.all([source.of(userId), unlocks.lifted(userId)])
    return locksOf(standing, limits, lifted)
  }

  function remember(refusal: Refused): void {
    const { userId } = refusal.question
    refused.delete(userId)
    refused.set(userId, refusal)
    const [oldest] = refused.keys()
    if (refused.size > REMEMBERED_MAX && oldest !== undefined) refused.delete(oldest)
  }
}

function verdictOf(fixed: readonly RiskRuling[], sized: readonly RiskRuling[]): RiskVerdict {
  const rulings = [...fixed, ...sized]
  const nothing = new Decimal(0)
  return {
    allowed: rulings.every(({ passed }) => passed),
    rulings,
    most: fixed.every(({ passed }) => passed) ? Decimal.min(...sized.map(({ passes }) => passes ?? nothing)) : nothing,
  }
}

function nothingToLift(asked: readonly Lock[], rule: LockRule | undefined): Refusal {
  const [fixed] = asked
  if (fixed !== undefined)
    return new Refusal('not-allowed', `${fixed.words} This lock cannot be lifted.`, {
      hint: 'It ends by itself. Stops, targets and /close work as always.',
    })
  const which = rule === undefined ? 'Nothing is locked.' : `There is no lock for ${rule} now.`
  return new Refusal('conflict', which, { hint: `What can be locked: ${LOCK_RULES.join(', ')}. How near they are: /locks` })
}
