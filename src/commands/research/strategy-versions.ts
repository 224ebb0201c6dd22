import { z } from 'zod'
import { fields, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import type { StrategyVersion } from '../../strategies/strategy.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { command } from '../services.ts'
import { saidWords } from './rule-words.ts'
import { strategyText, suggestOwn } from './strategy-inputs.ts'

const SHOWN_MAX = 10

export const strategyVersions = command({
  name: 'strategy versions',
  summary: 'See what changed from version to version of a strategy',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ name: option(strategyText, { about: 'The strategy, one of yours' }), csv }),
  examples: ['/strategy versions my-rsi', '/strategy versions my-rsi csv'],
  suggest: { name: suggestOwn },

  async run({ name, csv: wantsFile }, context) {
    const { services, account } = context
    const versions = await services.strategies.versions(account.id, name)
    const { zone } = await lookOf(context)
    const told = versions.slice(0, SHOWN_MAX).map((version, at) => {
      const label = `Version ${version.version}, ${showTime(version.createdAt, zone)}`
      return [label, changeWords(version, versions[at + 1])] as const
    })
    const more = versions.length - SHOWN_MAX
    return {
      title: `${versions[0]?.name ?? name}: ${versions.length} ${versions.length === 1 ? 'version' : 'versions'}`,
      blocks: [
        fields(Object.fromEntries(told)),
        ...(more > 0 ? [text(`${more} more are in the file: add the word csv.`)] : []),
        ...(wantsFile ? [versionsFile(versions)] : []),
      ],
    }
  },
})

/** What a version says differently from the one before it; all that it says where it is the first. */
function changeWords(version: StrategyVersion, before: StrategyVersion | undefined): string {
  const now = wordsOf(version)
  const then = before === undefined ? {} : wordsOf(before)
  const changed = Object.keys({ ...then, ...now }).filter((word) => now[word] !== then[word])
  return changed.map((word) => `${word} ${now[word] ?? 'none'}`).join('; ')
}

function wordsOf({ name, description, timeframe, markets, rules }: StrategyVersion): Readonly<Record<string, string>> {
  return {
    name,
    ...saidWords(rules),
    timeframe,
    ...(markets.length === 0 ? {} : { markets: markets.join(' ') }),
    ...(description === '' ? {} : { about: description }),
  }
}

function versionsFile(versions: readonly StrategyVersion[]) {
  const words = versions.map(wordsOf)
  const columns = [...new Set(words.flatMap((each) => Object.keys(each)))]
  return csvFile(
    'versions.csv',
    ['version', 'created_ms', ...columns],
    versions.map(({ version, createdAt }, at) => [
      String(version),
      String(createdAt),
      ...columns.map((column) => words[at]?.[column] ?? ''),
    ]),
  )
}
