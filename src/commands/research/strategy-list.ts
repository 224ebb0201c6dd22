import { z } from 'zod'
import { type Block, type Button, fields, table, text } from '../../basics/reply.ts'
import { STRATEGY_KINDS, type Strategy, type StrategyDraft } from '../../strategies/strategy.ts'
import { STRATEGY_CATALOGUE } from '../../strategies/strategy-catalogue.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { command } from '../services.ts'
import { saidWords } from './rule-words.ts'

const NAME_CHARS_SHOWN_MAX = 16
const OFFERED_MAX = 5
const RULES = ['entry', 'exit', 'stop', 'target', 'trail', 'size', 'hold', 'cooldown', 'entries']

export const strategyList = command({
  name: 'strategy list',
  aliases: ['strategies'],
  summary: 'List your strategies, and those of the catalogue',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ csv }),
  examples: ['/strategy', '/strategy list csv'],

  async run({ csv: wantsFile }, { account, services: { strategies } }) {
    const own = await strategies.list(account.id)
    const followed = own.filter((each) => each.followed !== undefined)
    const catalogue = STRATEGY_KINDS.flatMap((kind) => {
      const listed = STRATEGY_CATALOGUE.filter((each) => each.kind === kind)
      return listed.length === 0 ? [] : [[titled(kind), listed.map(({ name, timeframe }) => `${name} ${timeframe}`).join(', ')] as const]
    })
    return {
      title:
        own.length === 0 ? 'Strategies' : `Your strategies: ${own.length}, ${followed.length === 0 ? 'none' : followed.length} followed`,
      blocks: [
        ...(own.length === 0
          ? [text('You have none of your own yet. Copy one of these, or write one: /strategy create my-rsi entry "rsi(14) < 30" stop 3%')]
          : [ownTable(own)]),
        text('The catalogue, to look at, test and copy. None of them promises anything: test before you follow.'),
        fields(Object.fromEntries(catalogue)),
        ...(wantsFile ? [strategiesFile(own)] : []),
      ],
      buttons: [...own.map(({ latest }) => latest), ...STRATEGY_CATALOGUE].slice(0, OFFERED_MAX).map(showButton),
    }
  },
})

/** At most 34 columns wide. */
function ownTable(own: readonly Strategy[]): Block {
  return table(
    [
      { title: 'Name', align: 'left' },
      { title: 'V', align: 'right' },
      { title: 'Bars', align: 'right' },
      { title: 'Trades', align: 'left' },
    ],
    own.map(({ latest: { name, version, timeframe }, followed }) => [cut(name), String(version), timeframe, followed?.mode ?? 'no']),
  )
}

function cut(name: string): string {
  return name.length <= NAME_CHARS_SHOWN_MAX ? name : `${name.slice(0, NAME_CHARS_SHOWN_MAX - 1)}…`
}

function titled(kind: string): string {
  return `${kind[0]?.toUpperCase()}${kind.slice(1)}`
}

function showButton({ name }: StrategyDraft): Button {
  return { kind: 'run', label: name, command: 'strategy show', input: { name } }
}

function strategiesFile(own: readonly Strategy[]): Block {
  const row = ({ name, kind, timeframe, markets, rules }: StrategyDraft, version: string, followed: string) => {
    const said = saidWords(rules)
    return [name, kind, timeframe, version, followed, markets.join(' '), ...RULES.map((rule) => said[rule] ?? '')]
  }
  return csvFile(
    'strategies.csv',
    ['name', 'kind', 'timeframe', 'version', 'followed', 'markets', ...RULES],
    [
      ...own.map(({ latest, followed }) => row(latest, String(latest.version), followed?.mode ?? '')),
      ...STRATEGY_CATALOGUE.map((draft) => row(draft, '', '')),
    ],
  )
}
