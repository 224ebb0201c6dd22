import type { Api } from 'grammy'
import type { BotCommand, BotCommandScope } from 'grammy/types'
import type { WallClock } from '../../src/basics/clock.ts'
import type { Chat } from '../../src/chat/chat.ts'
import type { CommandInfo } from '../../src/chat/command-info.ts'
import { withPatience } from './patience.ts'

const MENU_ENTRIES_MAX = 20
const DESCRIPTION_CHARS_MAX = 256

interface Menu {
  readonly scope: BotCommandScope
  readonly commands: readonly BotCommand[]
}

/** The menus that Telegram shows behind "/": for somebody alone, for a group, and for those who manage one. */
function menusOf({ commands, groups }: Pick<Chat, 'commands' | 'groups'>): readonly Menu[] {
  const entriesFor = (fits: (command: CommandInfo) => boolean): readonly BotCommand[] => {
    const entries = new Map<string, string>()
    for (const { name, parent, summary } of commands.filter(fits)) {
      const group = groups.find((each) => each.name === parent)
      entries.set(group?.name ?? name, (group?.summary ?? summary).slice(0, DESCRIPTION_CHARS_MAX))
    }
    return [...entries].slice(0, MENU_ENTRIES_MAX).map(([command, description]) => ({ command, description }))
  }
  const inMenu = ({ menu, access }: CommandInfo): boolean => menu && access !== 'admin'
  const inCompany = (command: CommandInfo): boolean => inMenu(command) && command.readers === 'everyone'
  const forManagers = (command: CommandInfo): boolean => command.group === 'server' || inCompany(command)
  return [
    { scope: { type: 'all_private_chats' }, commands: entriesFor(inMenu) },
    { scope: { type: 'all_group_chats' }, commands: entriesFor(inCompany) },
    { scope: { type: 'all_chat_administrators' }, commands: entriesFor(forManagers) },
  ]
}

interface MenuParts {
  readonly api: Api
  readonly chat: Pick<Chat, 'commands' | 'groups'>
  readonly clock: WallClock
}

/** Sets each menu that is not as it should be. */
export async function setMenus({ api, chat, clock }: MenuParts): Promise<void> {
  for (const { scope, commands } of menusOf(chat)) {
    const before = await withPatience(clock, scope.type, () => api.getMyCommands({ scope }))
    const isSame =
      before.length === commands.length &&
      before.every(({ command, description }, at) => command === commands[at]?.command && description === commands[at]?.description)
    if (!isSame) await withPatience(clock, scope.type, () => api.setMyCommands(commands, { scope }))
  }
}
