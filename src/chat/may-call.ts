import { Refusal } from '../basics/refusal.ts'
import { type Account, type Place, ROLES, type Role } from './chat-ports.ts'
import type { CommandInfo } from './command-info.ts'

/** Whether somebody of this role may use what asks for another. */
export function reaches(role: Role, access: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(access)
}

/** What the account may do now: one that waits for an admin is anyone. */
export function roleOf({ role, status }: Pick<Account, 'role' | 'status'>): Role {
  return status === 'active' ? role : 'anyone'
}

/** Throws a `Refusal` when the account may not give the command, or others would read the answer. */
export function checkAllowed({ access, readers }: Pick<CommandInfo, 'access' | 'readers'>, account: Account, place: Place): void {
  if (!reaches(roleOf(account), access)) throw notAllowed(access, account)
  if (readers === 'only-you' && !place.private)
    throw new Refusal('not-here', 'Others would read the answer here.', { hint: 'Ask me in private.' })
}

function notAllowed(access: Role, { role, status }: Account): Refusal {
  if (status === 'pending' && reaches(role, access))
    return new Refusal('not-allowed', 'Your account waits for an admin.', { hint: 'Until then, market data is open to you: see /help.' })
  if (role === 'anyone') return new Refusal('not-linked', 'I do not know you yet.', { hint: 'Send /start.' })
  return new Refusal('not-allowed', `Only ${access === 'admin' ? 'an admin' : `a ${access}`} may do that.`, {
    hint: 'See /help for what you can do.',
  })
}
