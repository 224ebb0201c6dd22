import { Refusal } from '../basics/refusal.ts'
import { type Account, type Caller, type ChatPorts, type Place, ROLES, type Role, type RoleRule } from './chat-ports.ts'
import type { CommandInfo } from './command-info.ts'

/** The role that everybody has. */
export const EVERYONE = 'everyone'

/** Whether somebody of this role may use what asks for another. */
export function reaches(role: Role, access: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(access)
}

/** What the account may do now: one that waits for an admin is anyone. */
export function roleOf({ role, status }: Pick<Account, 'role' | 'status'>): Role {
  return status === 'active' ? role : 'anyone'
}

/** Throws a `Refusal` for whatever keeps the caller from the command in that place. */
export async function checkCaller(
  command: CommandInfo,
  account: Account,
  { caller, roleRules }: { readonly caller: Caller; readonly roleRules: ChatPorts['roleRules'] },
): Promise<void> {
  const { place, anonymous } = caller
  if (anonymous) checkPublic(command)
  checkAllowed(command, account, place)
  if (place.serverId !== undefined && roleRules !== undefined) checkRoles(command, account, { caller, rules: await roleRules(place) })
}

/** Throws a `Refusal` for whatever is about one person, where nobody can tell who is asking. */
function checkPublic({ access, readers, effect }: Pick<CommandInfo, 'access' | 'readers' | 'effect'>): void {
  if (access !== 'anyone' || readers !== 'everyone' || effect !== 'reads')
    throw new Refusal('not-allowed', 'I cannot see who you are.', { hint: 'Ask me as yourself, or in private.' })
}

/** Throws a `Refusal` when the account may not give the command, or others would read the answer. */
function checkAllowed({ access, readers }: Pick<CommandInfo, 'access' | 'readers'>, account: Account, place: Place): void {
  if (!reaches(roleOf(account), access)) throw notAllowed(access, account)
  if (readers === 'only-you' && !place.private)
    throw new Refusal('not-here', 'Others would read the answer here.', { hint: 'Ask me in private.' })
}

/**
 * Throws a `Refusal` when the rules of the server keep the caller from the command. The rules of the command itself count before those of its group command, and these before those of its group.
 * One of the caller's roles that is forbidden is enough; where some are allowed, he needs one of them. Whoever manages the server, and an admin of the desk, may all.
 */
export function checkRoles(
  { name, parent, group }: Pick<CommandInfo, 'name' | 'parent' | 'group'>,
  account: Account,
  { caller, rules }: { readonly caller: Pick<Caller, 'managesServer' | 'roleIds'>; readonly rules: readonly RoleRule[] },
): void {
  if (caller.managesServer === true || roleOf(account) === 'admin') return
  const levels = [name, parent, group].map((subject) => rules.filter((rule) => rule.subject === subject))
  const counting = levels.find((level) => level.length > 0) ?? []
  const his = counting.filter(({ roleId }) => roleId === EVERYONE || caller.roleIds?.includes(roleId))
  const needsOne = counting.some(({ verdict }) => verdict === 'allow')
  const allowed = his.some(({ verdict }) => verdict === 'allow') || !needsOne
  if (allowed && !his.some(({ verdict }) => verdict === 'forbid')) return
  throw new Refusal('not-allowed', 'Your roles in this server do not let you use that here.', {
    hint: 'Whoever manages the server set it so: /server show tells. In private it is yours.',
  })
}

function notAllowed(access: Role, { role, status }: Account): Refusal {
  if (status === 'pending' && reaches(role, access))
    return new Refusal('not-allowed', 'Your account waits for an admin.', { hint: 'Until then, market data is open to you: see /help.' })
  if (role === 'anyone') return new Refusal('not-linked', 'I do not know you yet.', { hint: 'Send /start.' })
  return new Refusal('not-allowed', `Only ${access === 'admin' ? 'an admin' : `a ${access}`} may do that.`, {
    hint: 'See /help for what you can do.',
  })
}
