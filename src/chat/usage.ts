import type { CommandInfo } from './command-info.ts'
import { isPositional, type Option } from './option.ts'

/** "/buy <market> <amount> [@price] [sl …] [nostop]" */
export function usageOf({ name, options }: Pick<CommandInfo, 'name' | 'options'>): string {
  return [`/${name}`, ...options.map((option) => (option.required ? `<${shapeOf(option)}>` : `[${shapeOf(option)}]`))].join(' ')
}

function shapeOf(option: Option): string {
  const { name, kind, words, prefix } = option
  if (kind === 'yes-no') return name
  if (prefix !== undefined) return `${prefix}${name}`
  if (words[0] !== undefined) return `${words[0]} …`
  return kind === 'list' && (isPositional(option) || option.anywhere) ? `${name} …` : name
}

/** What to show to somebody whose words could not be read. */
export function teach(command: Pick<CommandInfo, 'name' | 'options' | 'examples'>): string {
  return `Usage: ${usageOf(command)}\nFor example: ${command.examples[0]}`
}
