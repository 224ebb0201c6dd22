import { z } from 'zod'
import { Refusal } from '../../src/basics/refusal.ts'
import { fields, text } from '../../src/basics/reply.ts'
import { createChat } from '../../src/chat/chat.ts'
import type { ChatPorts } from '../../src/chat/chat-ports.ts'
import { commandsWith } from '../../src/chat/command.ts'
import { type Catalog, commandGroup } from '../../src/chat/group.ts'
import { option } from '../../src/chat/option.ts'
import { createFakeChatPorts, createFakeClock, createFakeIds } from './chat-ports.ts'

/** What the commands of these tests may call: a list of what was done, and the market time they were given. */
export interface SmallServices {
  readonly done: string[]
  readonly at: number | undefined
}

const command = commandsWith<SmallServices>()
const market = z
  .string()
  .toUpperCase()
  .regex(/^[A-Z0-9]{2,10}$/, 'expected a market such as BTC')

export const price = command({
  name: 'price',
  aliases: ['p', { word: 'euros', preset: 'in=EUR' }],
  summary: 'Show the latest price of a market',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  input: z.strictObject({
    market: option(market, { about: 'The market, such as BTC' }),
    in: option(z.enum(['USD', 'EUR']).default('USD'), { about: 'The currency to price it in' }),
  }),
  examples: ['/price BTC', '/price ETH EUR'],
  suggest: { market: async (typed) => ['BCH', 'BTC', 'ETH', 'X'.repeat(101)].filter((name) => name.startsWith(typed.toUpperCase())) },
  async run({ market: symbol, in: currency }, { services: { at }, account }) {
    return {
      title: `${symbol} is at 64,213.50 ${currency}`,
      tone: 'good',
      blocks: [fields({ For: account.displayName, At: String(at) })],
      buttons: [
        { kind: 'run', label: 'Refresh', command: 'price', input: { market: symbol, in: currency }, replaces: true },
        { kind: 'link', label: 'Exchange', url: 'https://example.com/' },
      ],
    }
  },
})

export const chart = command({
  name: 'chart',
  aliases: ['c'],
  summary: 'Draw the candles of a market',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  cost: 3,
  input: z.strictObject({
    market: option(market, { about: 'The market, such as BTC' }),
    timeframe: option(z.enum(['1m', '5m', '1h', '4h', '1M']).default('1h'), { about: 'The length of a candle', anywhere: true }),
    indicators: option(z.array(z.string().regex(/^(rsi|macd|bb|sma\(\d+\))$/i)).default([]), {
      about: 'What to draw with it',
      anywhere: true,
      vocabulary: ['rsi', 'macd', 'bb', 'sma'],
    }),
    log: option(z.boolean().default(false), { about: 'A logarithmic scale', words: ['logarithmic'] }),
  }),
  examples: ['/chart btc 4h rsi macd bb'],
  run: async (input) => ({ title: 'Chart', blocks: [text(JSON.stringify(input))] }),
})

export const buy = command({
  name: 'buy',
  summary: 'Buy at the market price',
  group: 'trading',
  access: 'trader',
  effect: 'spends',
  readers: 'only-you',
  input: z.strictObject({
    market: option(market, { about: 'The market, such as BTC' }),
    amount: option(z.string().regex(/^\$?\d{1,18}(\.\d{1,18})?$/, 'expected an amount such as 0.5 or $100'), { about: 'How much' }),
    price: option(z.string().optional(), { about: 'The limit', prefix: '@' }),
    stop: option(z.string().optional(), { about: 'Where to get out', words: ['sl', 'stop'] }),
    targets: option(z.array(z.string()).default([]), { about: 'Where to take profit', words: ['tp'] }),
    nostop: option(z.boolean().default(false), { about: 'No stop' }),
  }),
  examples: ['/buy BTC $100 @60k sl 58k tp 62k:50% 65k:50%'],
  confirm: async ({ market: symbol, amount }) => ({ title: `Buy ${amount} of ${symbol}?`, blocks: [] }),
  async run(input, { services, callId, origin }) {
    services.done.push(`${origin.action} ${input.amount} ${input.market} ${callId}`)
    return { title: `Bought ${input.amount} of ${input.market}`, tone: 'good', blocks: [] }
  },
})

const listShow = command({
  name: 'list show',
  aliases: ['ls', 'list_all'],
  summary: 'Show your list',
  group: 'market',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({ csv: option(z.boolean().default(false), { about: 'As a file too' }) }),
  examples: ['/list', '/list show csv'],
  run: async ({ csv }) => ({ title: csv ? 'Your list as a file' : 'Your list', blocks: [] }),
})

const listAdd = command({
  name: 'list add',
  summary: 'Add to your list',
  group: 'market',
  forManagers: true,
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  input: z.strictObject({ markets: option(z.array(market).min(1), { about: 'The markets, such as BTC ETH' }) }),
  examples: ['/list add BTC ETH'],
  async run({ markets }, { services }) {
    services.done.push(`added ${markets.join(' ')}`)
    return { title: `Added ${markets.join(' ')}`, blocks: [] }
  },
})

export const list = commandGroup({ name: 'list', summary: 'Keep a list of markets', members: [listAdd, listShow] })

const halt = command({
  name: 'halt',
  summary: 'Stop everything',
  group: 'admin',
  access: 'admin',
  effect: 'changes',
  readers: 'everyone',
  input: z.strictObject({}),
  examples: ['/halt'],
  run: async () => {
    throw new Refusal('conflict', 'It is stopped already.')
  },
})

export const smallCatalog: Catalog<SmallServices> = [price, chart, buy, list, halt]

/** A chat over the small catalogue and fakes; everything can be looked at afterwards. */
export function createSmallDesk({
  catalog = smallCatalog,
  ports = {},
}: {
  catalog?: Catalog<SmallServices>
  ports?: Partial<ChatPorts>
} = {}) {
  const clock = createFakeClock()
  const fakes = createFakeChatPorts(clock, ports)
  const done: string[] = []
  const chat = createChat({ catalog, services: async ({ at }) => ({ done, at }), ports: fakes.ports, clock, ids: createFakeIds() })
  return { chat, clock, done, ...fakes }
}
