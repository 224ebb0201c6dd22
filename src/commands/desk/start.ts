import { z } from 'zod'
import { type Button, fields, text } from '../../basics/reply.ts'
import { showAmount } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import { reaches, roleOf } from '../../chat/may-call.ts'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { chart } from '../market/chart.ts'
import { price } from '../market/price.ts'
import { command, type Services } from '../services.ts'
import { sourceWords } from '../source-words.ts'

const PAYLOAD_CHARS_MAX = 64

/** What a link such as ?start=chart_BTC_4h may open: commands that only read. */
const LINKED = {
  price: { command: price, read: (words: readonly string[]) => ({ markets: words }) },
  chart: {
    command: chart,
    read: ([market, ...timeframes]: readonly string[]) => ({ market, ...(timeframes.length > 0 ? { timeframes } : {}) }),
  },
}

export const start = command({
  name: 'start',
  summary: 'Begin: who I am and what I can do',
  group: 'desk',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  // A link may open a picture, and that must not be cheaper than asking for one.
  cost: chart.cost,
  input: z.strictObject({
    payload: option(z.string().max(PAYLOAD_CHARS_MAX).default(''), { about: 'What a link asked for, such as price_BTC or chart_BTC_4h' }),
  }),
  examples: ['/start', '/start price_BTC', '/start chart_BTC_4h'],

  async run({ payload }, context) {
    const [verb = '', ...words] = payload.split('_')
    if ((verb !== 'price' && verb !== 'chart') || words.length === 0) return greeting(context)
    const linked = LINKED[verb]
    await context.permit(linked.command)
    return linked.command.prepare(linked.read(words)).run(context)
  },
})

async function greeting(context: Context<Services>) {
  const { account, place, services } = context
  const { zone } = await lookOf(context)
  const paper = place.private ? await services.accounts.paperAccount(account.id) : undefined
  return {
    title: account.isNew ? 'Welcome to Parley' : 'Welcome back to Parley',
    blocks: [
      text(
        [
          'I am a trading desk that you talk to. You trade with paper money, and nothing I say is advice.',
          `A first trade${place.private ? '' : ', in private'}: /buy BTC $100. I show what it would do, with a stop and a target, and ask before I do it.`,
          'Look around with /price BTC, /chart BTC 4h and /help.',
        ].join('\n'),
      ),
      ...(account.status === 'pending' ? [text('Your account waits for an admin. Until then, market data is open to you.')] : []),
      fields({
        ...(paper === undefined ? {} : { 'Paper account': `opened with ${showAmount(paper.opening, paper.asset)}` }),
        Market: sourceWords(services.market, zone),
      }),
    ],
    buttons: place.private && reaches(roleOf(account), 'trader') ? TRADER_BUTTONS : MEMBER_BUTTONS,
  }
}

const CHART: Button = { kind: 'run', label: 'Chart', command: 'chart', input: { market: 'BTC' } }

const TRADER_BUTTONS: readonly Button[] = [
  { kind: 'run', label: 'Buy BTC', command: 'buy', input: { market: 'BTC' } },
  CHART,
  { kind: 'run', label: 'My account', command: 'balance', input: {} },
]

/** Where others read along, and for whoever may not trade yet. */
const MEMBER_BUTTONS: readonly Button[] = [
  { kind: 'run', label: 'Price', command: 'price', input: { markets: ['BTC'] } },
  CHART,
  { kind: 'run', label: 'Help', command: 'help', input: {} },
]
