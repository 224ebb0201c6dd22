import type { Ids } from '../basics/ids.ts'
import type { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { AccountStore, NewUser, PaperAccount, User, UserRole, UserStatus } from './account-ports.ts'

const DISPLAY_NAME_CHARACTERS_MAX = 64
/** Controls, line breaks, and marks that turn the reading direction: none of them belongs in a name. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu
const OPERATOR = { platform: 'console', subject: 'console' } as const

/** Whether strangers get an account at once, wait for an admin, or are sent away. */
export type Registration = 'open' | 'approval' | 'closed'

/** Who is speaking, as a platform knows them. */
interface Visitor {
  /** The platform's own id of the person. */
  readonly userId: string
  readonly displayName?: string
  readonly place: { readonly platform: string }
}

/** Whose call it is, and what they may do. */
interface KnownAccount {
  readonly id: string
  /** While they wait for an admin, the role that they wait for. */
  readonly role: UserRole
  readonly status: UserStatus
  readonly displayName: string
  /** This very call made the account. */
  readonly isNew: boolean
}

export interface Accounts {
  /** Finds or makes the caller's account. Throws `Refusal` for strangers where registration is closed, and for those who are blocked. */
  accountOf(visitor: Visitor, callId: string): Promise<KnownAccount>
  /** The paper account that is open; undefined while one waits for an admin. */
  paperAccount(userId: string): Promise<PaperAccount | undefined>
}

export interface AccountsNeeds {
  readonly store: AccountStore
  readonly registration: Registration
  readonly ids: Pick<Ids, 'id'>
  /** What a new paper account begins with; `source` names the market source that its entries will belong to. */
  readonly paper: { readonly source: () => string; readonly asset: string; readonly opening: Decimal }
}

export function createAccounts({ store, registration, ids, paper }: AccountsNeeds): Accounts {
  return {
    async accountOf(visitor, callId) {
      const identity = { platform: visitor.place.platform, subject: visitor.userId }
      const isOperator = identity.platform === OPERATOR.platform && identity.subject === OPERATOR.subject
      const known = await store.find(identity)
      if (known !== undefined) return isOperator ? asOperator(known, false) : knownAccount(known, false)
      if (registration === 'closed' && !isOperator) throw closed()
      const newcomer = newUser(visitor, isOperator)
      const { user, made } = await store.create(newcomer, registering(newcomer, callId))
      return isOperator ? asOperator(user, made) : knownAccount(user, made)
    },
    paperAccount: (userId) => store.paperAccount(userId),
  }

  function newUser(visitor: Visitor, isOperator: boolean): NewUser {
    const waits = registration === 'approval' && !isOperator
    return {
      id: ids.id(),
      identity: { id: ids.id(), platform: visitor.place.platform, subject: visitor.userId },
      displayName: cleanName(visitor.displayName ?? '') || cleanName(visitor.userId),
      role: isOperator ? 'admin' : 'trader',
      status: waits ? 'pending' : 'active',
      paper: waits ? undefined : { id: ids.id(), source: paper.source(), asset: paper.asset, opening: paper.opening },
    }
  }
}

function registering({ id, identity }: NewUser, callId: string): Origin {
  return { userId: id, callId, action: 'account register', platform: identity.platform }
}

function knownAccount({ id, role, status, displayName }: User, isNew: boolean): KnownAccount {
  if (status === 'blocked')
    throw new Refusal('not-allowed', 'This account is blocked.', { hint: 'Only the operator of this desk can lift that.' })
  return { id, role, status, displayName, isNew }
}

/** Whoever sits at the machine's own terminal owns the desk: no row in the database can shut them out. */
function asOperator({ id, displayName }: User, isNew: boolean): KnownAccount {
  return { id, role: 'admin', status: 'active', displayName, isNew }
}

function closed(): Refusal {
  return new Refusal('not-allowed', 'This desk takes no new people at the moment.', {
    hint: 'Its operator can let you in; or run a desk of your own, it is free software.',
  })
}

function cleanName(name: string): string {
  const visible = name.normalize('NFC').replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
  return Array.from(visible).slice(0, DISPLAY_NAME_CHARACTERS_MAX).join('').trim()
}
