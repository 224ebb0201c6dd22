import type { ReplyKeyboardMarkup } from 'grammy/types'
import type { CommandInfo } from '../../src/chat/command-info.ts'

const SHORTCUTS = ['btc', 'eth', 'btc 1h', 'btc 4h']
const COMMANDS_MAX = 4

/** The words that bring a keyboard with shortcuts, and take it away. */
export const KEYBOARD_WORDS: Readonly<Record<string, 'on' | 'off'>> = { keyboard: 'on', 'keyboard on': 'on', 'keyboard off': 'off' }

export const KEYBOARD_NOTES = {
  on: 'Here is a keyboard with shortcuts. "keyboard off" takes it away.',
  off: 'The keyboard is gone. "keyboard" brings it back.',
}

/** A keyboard that stays below the chat: what people type most, and the commands of the menu that need no more words. */
export function quickKeyboard(commands: readonly CommandInfo[]): ReplyKeyboardMarkup {
  const short = commands.filter(({ menu, options }) => menu && !options.some(({ required }) => required))
  const lines = short.slice(0, COMMANDS_MAX).map(({ name }) => `/${name}`)
  return {
    keyboard: [SHORTCUTS, lines].filter((row) => row.length > 0).map((row) => row.map((text) => ({ text }))),
    is_persistent: true,
    resize_keyboard: true,
    input_field_placeholder: 'btc, btc 1h, $eth',
  }
}
