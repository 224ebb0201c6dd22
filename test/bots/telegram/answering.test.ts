import { expect, test } from 'vitest'
import { createAnswering } from '../../../bots/telegram/answering.ts'
import type { PostOffice } from '../../../bots/telegram/post-office.ts'
import { TelegramFailure } from '../../../bots/telegram/telegram-failure.ts'
import type { Answer } from '../../../src/basics/reply.ts'
import { createFakeWallClock } from '../../fakes/fake-wall-clock.ts'

const titled = (title: string) => ({ title, blocks: [], buttons: [] })
const settled = () => new Promise(setImmediate)

function answering(under?: { messageId: number; hasMedia: boolean }) {
  const clock = createFakeWallClock()
  const posted: string[] = []
  let messages = 0
  const office: PostOffice = {
    async send(_target, { title }) {
      posted.push(`send ${title}`)
      return { messageId: ++messages, hasMedia: false }
    },
    async replace({ shown }, { title }) {
      if (title === 'bad') throw new Error('no')
      if (title === 'flood') throw new TelegramFailure('wait', 'Too Many Requests', { retryAfterMs: 60_000 })
      if (title === 'album') return office.send({ chatId: '1' }, titled('album'), { patient: true })
      posted.push(`edit ${shown.messageId} ${title}`)
      return shown
    },
    async remove(_target, { messageId }) {
      posted.push(`remove ${messageId}`)
    },
  }
  const failures: unknown[] = []
  const parts = {
    office,
    clock,
    target: { chatId: '1' },
    under,
    pauseMs: 1000,
    sendLater: async ({ title }: Answer) => void posted.push(`later ${title}`),
    recordFailure: (error: unknown) => void failures.push(error),
  }
  return { clock, posted, failures, ...createAnswering(parts) }
}

test('shows the newest at most once a pause, and the answer in its place', async () => {
  const { sink, deliver, clock, posted } = answering()
  for (let n = 0; n < 5; n++) await sink.show(titled(`a${n}`))
  await settled()
  expect(posted).toEqual(['send a0'])
  clock.advance(999)
  await settled()
  expect(posted).toHaveLength(1)
  clock.advance(1)
  await settled()
  expect(posted).toEqual(['send a0', 'edit 1 a4'])
  await sink.show(titled('late'))
  await deliver(titled('done'))
  clock.advance(5000)
  await settled()
  expect(posted).toEqual(['send a0', 'edit 1 a4', 'edit 1 done'])
})

test('drops progress that has no room, without a word', async () => {
  const { sink, deliver, clock, posted, failures } = answering()
  await sink.show(titled('work'))
  await settled()
  await sink.show(titled('flood'))
  clock.advance(1000)
  await settled()
  await deliver(titled('done'))
  expect({ posted, failures }).toEqual({ posted: ['send work', 'edit 1 done'], failures: [] })
})

test('takes the progress away where the answer belongs under the button', async () => {
  const { sink, deliver, posted } = answering({ messageId: 7, hasMedia: true })
  await sink.show(titled('work'))
  await deliver({ ...titled('done'), replaces: true })
  expect(posted).toEqual(['send work', 'remove 1', 'edit 7 done'])
})

test('takes the progress away that the answer could not take the place of', async () => {
  const { sink, deliver, posted, failures } = answering()
  await sink.show(titled('work'))
  await deliver(titled('album'))
  expect({ posted, failures }).toEqual({ posted: ['send work', 'send album', 'remove 1'], failures: [] })
})

test('leaves the message alone whose button was pressed, when the answer cannot take its place', async () => {
  const { deliver, posted } = answering({ messageId: 7, hasMedia: true })
  await deliver({ ...titled('album'), replaces: true })
  expect(posted).toEqual(['send album'])
})

test('hands on the answer that Telegram wants to have much later', async () => {
  const { deliver, posted, failures } = answering({ messageId: 7, hasMedia: false })
  await deliver({ ...titled('flood'), replaces: true })
  expect({ posted, failures }).toEqual({ posted: ['later flood'], failures: [] })
})

test('leaves no progress behind where the answer comes much later', async () => {
  const { sink, deliver, posted } = answering()
  await sink.show(titled('work'))
  await deliver(titled('flood'))
  expect(posted).toEqual(['send work', 'later flood', 'remove 1'])
})

test('progress that cannot be shown is written down and keeps nobody from the answer', async () => {
  const { sink, deliver, clock, posted, failures } = answering()
  await sink.show(titled('work'))
  await settled()
  clock.advance(1000)
  await sink.show(titled('bad'))
  await deliver(titled('done'))
  expect({ posted, failures }).toEqual({ posted: ['send work', 'edit 1 done'], failures: [new Error('no')] })
})
