import type { CommandInfo } from './command-info.ts'
import { type Catalog, commandsOf } from './group.ts'
import { usageOf } from './usage.ts'

/** The table of commands for the README, made from the catalogue; a test holds the README against it. */
export function commandTable<Services>(catalog: Catalog<Services>): string {
  return ['| command | does | also |', '|---|---|---|', ...commandsOf(catalog).map(row)].join('\n')
}

function row(command: CommandInfo): string {
  const also = command.aliases.map(({ word }) => `\`/${word}\``).join(' ')
  return `| \`${escapeCell(usageOf(command))}\` | ${escapeCell(command.summary)} | ${also} |`
}

function escapeCell(words: string): string {
  return words.replaceAll('|', '\\|')
}
