/**
 * The narrowest limit among the places where we speak. What keeps to these can be registered everywhere; what does not is refused when the program starts.
 *
 * Telegram: https://core.telegram.org/bots/api#botcommand. Discord: https://discord.com/developers/docs/interactions/application-commands
 */
export const COMMAND_NAME = /^[a-z][a-z0-9_]{0,31}$/
export const OPTION_NAME = /^[a-z][a-z0-9_]{0,31}$/
export const SUMMARY_CHARS_MAX = 100
export const OPTIONS_MAX = 25
export const CHOICES_MAX = 25
export const MEMBERS_MAX = 25
export const SUGGESTIONS_MAX = 25
export const SUGGESTION_CHARS_MAX = 100
export const REGISTERED_NAMES_MAX = 70
export const MENU_ENTRIES_MAX = 20

/** What one call may bring along, counted before anything reads it. */
export const INPUT_BYTES_MAX = 4096
