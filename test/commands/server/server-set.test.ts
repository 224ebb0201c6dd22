import { expect, test } from 'vitest'
import { callBy } from '../../fakes/chat-ports.ts'
import { inServer, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const ann = inServer('ann')
const bob = inServer('bob', { managesServer: false })

test('what is set there counts for the answers that all read there, whoever asks', async () => {
  expect(await desk().read('/server set zone Tokyo', ann)).toMatch(/^Time zone here: Asia\/Tokyo\n[\s\S]*zone: Asia\/Tokyo/)
  await desk().say('/server set colours light', ann)
  await desk().say('/server set currency btc', ann)
  await desk().say('/settings set zone Asia/Kathmandu', 'bob')
  expect(await desk().read('/price btc', bob)).toContain('REPLAY at 2024-01-29 21:07 Asia/Tokyo')
  await desk().say('/chart btc', bob)
  expect(desk().charts.asked.at(-1)).toMatchObject({ palette: 'light', zone: 'Asia/Tokyo' })
  expect((await desk().say('/convert 1 eth', bob)).title).toMatch(/BTC$/)
})

test('elsewhere, in a search, and for an answer that only one person sees, it does not', async () => {
  await desk().say('/server set zone Tokyo', ann)
  const elsewhere = { platform: 'discord', chatId: '1', serverId: 'another', private: false } as const
  const searching = { platform: 'telegram', chatId: '1', private: false } as const
  for (const place of [elsewhere, searching])
    expect(await desk().read('/price btc', callBy('bob', { caller: { place } }))).toContain('12:07 UTC')
  await desk().say('/settings set zone Asia/Kathmandu', 'cat')
  expect(await desk().read('/price btc', 'cat')).toContain('Asia/Kathmandu')
})

test.each([
  ['/server set zone nowhere', { code: 'bad-input', hint: 'For example: /server set zone Europe/Berlin' }],
  ['/server set position-max 15%', { code: 'not-found', hint: 'All of them: /server' }],
])('%s is refused', async (line, refusal) => {
  expect((await desk().say(line, ann)).refusal).toEqual(refusal)
})

test('it is for those who manage the server', async () => {
  expect((await desk().say('/server set zone UTC', bob)).refusal).toEqual({
    code: 'not-allowed',
    hint: 'Ask one of its admins. /server show is for all.',
  })
  expect((await desk().say('/server set zone UTC', 'ann')).refusal?.code).toBe('not-here')
})
