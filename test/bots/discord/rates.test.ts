import { expect, test } from 'vitest'
import { machineClock } from '../../../src/basics/clock.ts'
import type { Answer } from '../../../src/basics/reply.ts'
import type { Destination, Messenger, Sending } from '../../../src/chat/messenger.ts'
import { createPacing, type Traffic } from '../../../src/notify/pacing.ts'
import { createSmallDesk } from '../../fakes/small-desk.ts'
import { DiscordRates } from '../../loopback/discord-rates.ts'
import { onDiscord } from './on-discord.ts'

const CHANNELS = 60
const answer: Answer = { title: 'BTC fell', blocks: [], buttons: [] }
const long: Answer = { ...answer, blocks: [{ kind: 'text', text: 'word '.repeat(2000) }] }

/** Sends as the desk does: at its pace, and again when it is told to wait. */
function createPaced(messenger: Messenger) {
  const pacing = createPacing()
  const { elapsed } = machineClock
  const roomFor = async (destination: Destination, traffic: Traffic): Promise<void> => {
    for (let waitMs = 1; waitMs > 0; ) {
      waitMs = pacing.freeAt(destination, traffic, elapsed()) - elapsed()
      if (waitMs > 0) await new Promise<void>((resolve) => void machineClock.after(waitMs, resolve))
    }
    pacing.take(destination, traffic, elapsed())
  }
  return async function send(sending: Sending): Promise<string> {
    await roomFor(sending.destination, sending.replaces === undefined ? 'message' : 'edit')
    const sent = await messenger.send(sending)
    if (sent.outcome === 'sent') return sent.messageId
    if (sent.outcome !== 'wait') return expect.unreachable(JSON.stringify(sent))
    pacing.hold(sending.destination, sent.scope, elapsed() + sent.retryAfterMs)
    return send(sending)
  }
}

test('what leaves at the pace of the desk is never too much for Discord, whatever people ask meanwhile', { timeout: 30_000 }, async () => {
  const { server, bot, open } = await onDiscord({ chat: createSmallDesk().chat })
  await open()
  const send = createPaced(bot.messenger)
  const fill = async (channel: number): Promise<void> => {
    const about = { destination: { platform: 'discord', chatId: String(5000 + channel) }, silent: false } as const
    const replaces = await send({ ...about, answer, nonce: `first ${channel}` })
    await send({ ...about, answer: channel % 10 === 0 ? long : answer, nonce: `second ${channel}` })
    if (channel % 3 === 0) await send({ ...about, answer, nonce: `edit ${channel}`, replaces })
  }
  const asked = Array.from({ length: 15 }, () => server.say({ command: 'price', options: { market: 'BTC' } }))
  await Promise.all(Array.from({ length: CHANNELS }, (_, channel) => fill(channel)))
  await Promise.all(asked.map((id) => server.answersTo(id)))
  expect([server.violations, server.refused]).toEqual([[], 0])
})

test('the Discord that is played refuses what Discord refuses', () => {
  const rates = new DiscordRates()
  const post = (channel: number, now: number) => rates.take({ method: 'POST', path: `/channels/${channel}/messages` }, now).retryAfterMs
  expect([1, 2, 3, 4, 5, 6].map((at) => post(7, at * 100))).toEqual([undefined, undefined, undefined, undefined, undefined, 4500])
  expect([post(8, 700), post(7, 5100)]).toEqual([undefined, undefined])
  const crowd = Array.from({ length: 51 }, (_, at) => post(100 + at, 10_000 + at))
  expect([crowd.slice(0, 50).every((each) => each === undefined), crowd[50]]).toEqual([true, 950])
})
