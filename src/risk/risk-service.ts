import { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import { type Lock, type LockRule, lockRuling, locksOf } from './locks.ts'
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
  /** Lifts one lock, or all that can be lifted, and returns them; none when nothing is locked. Throws `Refusal` where no lock of those can be lifted. */
  unlock(
    userId: string,
    ask: { readonly rule: LockRule | undefined; readonly standing: RiskStanding },
    origin: Origin,
  ): Promise<readonly Lock[]>
  /** What was judged last since the desk was started, if it was refused. */
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
      if (verdict.allowed) refused.delete(userId)
      else remember({ question, verdict })
      return verdict
    },
    limits: (userId) => source.of(userId),
    locks,
    async unlock(userId, { rule, standing }, origin) {
      const asked = (await locks(userId, standing)).filter((lock) => lock.state === 'on' && (rule === undefined || lock.rule === rule))
      const liftable = asked.filter(({ name }) => name !== undefined)
      const names = liftable.flatMap(({ name }) => name ?? [])
      const [fixed] = asked
      if (names.length > 0) await unlocks.lift(userId, names, origin)
      else if (fixed !== undefined)
        throw new Refusal('not-allowed', `${fixed.words} This lock cannot be lifted.`, {
          hint: 'It ends by itself. Stops, targets and /close work as always.',
        })
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
