import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { fields, text } from '../../basics/reply.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import { STRATEGY_MARKETS_MAX } from '../../strategies/check-draft.ts'
import type { FollowedStrategy } from '../../strategies/strategy.ts'
import { lookOf } from '../company.ts'
import { marketText, timeframe } from '../inputs.ts'
import { command, type Services } from '../services.ts'
import { leftOpen } from './followed-blocks.ts'
import { ruleWords } from './rule-words.ts'
import { followedWords, unfollowButton } from './strategy-card.ts'
import { marketIds, strategyText, suggestStrategies } from './strategy-inputs.ts'

/** What `/strategy create` wants before markets, and people say here too. */
const SAID_BEFORE = /^(?:markets?|on)$/i

export const strategyEnable = command({
  name: 'strategy enable',
  aliases: ['follow'],
  summary: 'Let a strategy trade paper money for you, at each closed candle',
  group: 'research',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    name: option(strategyText, { about: 'The strategy: one of yours, or of the catalogue' }),
    timeframe,
    markets: option(z.array(marketText).max(STRATEGY_MARKETS_MAX, `at most ${STRATEGY_MARKETS_MAX} markets`).default([]), {
      about: 'Where it trades, such as BTC ETH; else where the strategy says',
    }),
    live: option(z.boolean().default(false), { about: 'With your own money at an exchange instead of on paper' }),
  }),
  examples: ['/strategy enable my-rsi BTC ETH', '/strategy enable ema-cross BTC 4h'],
  suggest: { name: suggestStrategies },

  async run({ name, timeframe, markets, live }, context) {
    if (live)
      throw new Refusal('unavailable', 'This desk does not trade at an exchange yet, so a strategy cannot be graduated from paper.', {
        hint: `Until then it can show on paper how it does: /strategy enable ${name}`,
      })
    const { services, account, origin, clock } = context
    const names = markets.filter((word) => !SAID_BEFORE.test(word))
    const wish = { markets: await marketIds(names, context), timeframe, at: clock.now(), origin }
    const before = await services.strategies.list(account.id)
    const own = await services.strategies.follow(account.id, name, wish)
    if (own.followed !== undefined) await services.following.begin(own.followed)
    const left = await leftOpen(before.find(({ id }) => id === own.id)?.followed, own.followed, context)
    const idle = own.followed === undefined ? [] : await withoutCandles(own.followed, context)
    const { zone } = await lookOf(context)
    const { 'Buys when': buys, Size: size } = ruleWords(own.latest)
    return {
      title: `${own.latest.name} trades on paper`,
      tone: idle.length === 0 ? 'good' : 'warning',
      blocks: [
        ...idle.map(text),
        text(
          'It looks at each candle when that has closed, and trades by itself from then on. What it buys goes through your risk limits, as all else does.',
        ),
        fields({
          ...(own.followed === undefined ? {} : { Followed: followedWords(own.followed, zone) }),
          ...(buys === undefined ? {} : { 'Buys when': buys }),
          ...(size === undefined ? {} : { Size: size }),
        }),
        ...left.blocks,
      ],
      buttons: [...left.buttons, unfollowButton(own), { kind: 'run', label: 'Your limits', command: 'risk show', input: {} }],
    }
  },
})

/** A line for each market that has no candles of that length, where it would wait for ever. */
async function withoutCandles(
  { markets, timeframe }: FollowedStrategy,
  { services: { market }, signal }: Context<Services>,
): Promise<readonly string[]> {
  const found = await Promise.all(markets.map((id) => market.find(id, signal)))
  return found
    .filter((each) => !market.timeframes(each).includes(timeframe))
    .map(
      (each) =>
        `${each.symbol} has no candles of ${timeframe} here, so nothing happens there. It has ${market.timeframes(each).join(', ')}.`,
    )
}
