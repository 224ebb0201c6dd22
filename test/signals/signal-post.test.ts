import { expect, test } from 'vitest'
import type { Transaction } from '../../src/basics/transaction.ts'
import type { FreshSignal } from '../../src/signals/lookout.ts'
import type { Recipient, SignalMarket } from '../../src/signals/signal-ports.ts'
import { createSignalPost, type SignalLetter } from '../../src/signals/signal-post.ts'
import { hour, someSignal } from '../fixtures/look-rows.ts'

const MARKET: SignalMarket = {
  feed: 'simulated',
  now: () => hour(9),
  watched: async () => [],
  timeframes: () => ['1h'],
  candles: () => Promise.reject(new Error('Nobody asks for candles')),
}
const TX = {} as Transaction

/** Everybody named hears of whatever is as sure as that. */
function postTo(people: Readonly<Record<string, number>>) {
  const left: SignalLetter[] = []
  const post = createSignalPost({
    recipients: async (signals) =>
      signals.flatMap(({ id, confidence }) =>
        Object.entries(people).flatMap(([chatId, least]): readonly Recipient[] =>
          confidence < least ? [] : [{ signalId: id, platform: 'telegram', chatId, silent: false }],
        ),
      ),
    leave: async (_, letter) => void left.push(letter),
    write: async (_, { surest, others }, recipients) =>
      recipients.map(({ chatId }) => ({
        title: `${chatId}: ${[surest, ...others].map(({ code }) => code).join(', ')}`,
        blocks: [],
        buttons: [],
      })),
  })
  const tell = async (signals: readonly FreshSignal[], fresh = signals): Promise<readonly string[]> => {
    await (await post.prepare(MARKET, signals))?.(TX, fresh)
    return left.map(({ answer }) => answer.title ?? '').toSorted()
  }
  return { post, tell }
}

test('several sources that say the same at one candle are one letter of the surest, which names the others', async () => {
  const others = [someSignal(2, { last: hour(1), confidence: 80 }), someSignal(3, { last: hour(1), confidence: 70 })]
  const { tell } = postTo({ ann: 50, bob: 75 })
  expect(await tell([someSignal(1, { confidence: 60 }), ...others])).toEqual(['ann: SIG2, SIG3, SIG1', 'bob: SIG2, SIG3, SIG1'])
})

test('another direction, and another candle, are told for themselves', async () => {
  const short = someSignal(2, { last: hour(1), direction: 'short', stop: 200 })
  const { tell } = postTo({ ann: 50 })
  expect(await tell([someSignal(1), short, someSignal(3)])).toEqual(['ann: SIG1', 'ann: SIG2', 'ann: SIG3'])
})

test('what nobody is sure enough of is not written, and what was kept before is not told again', async () => {
  const { post } = postTo({ ann: 90 })
  expect(await post.prepare(MARKET, [someSignal(1)])).toBeUndefined()
  const { tell } = postTo({ ann: 50 })
  expect(await tell([someSignal(1), someSignal(2)], [someSignal(2)])).toEqual(['ann: SIG2'])
})
