import { expect, test } from 'vitest'
import { inServer, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const thread = { platform: 'discord', chatId: '55', threadId: '66', serverId: 'server', private: false } as const

test('this channel gets what it is chosen for, until it is not', async () => {
  expect(await desk().read('/server channel alerts here', inServer('ann'))).toContain(
    'This channel gets alerts from now on\nsignals: nowhere\nalerts: channel channel',
  )
  expect(await desk().read('/server channel signals <#66>', inServer('ann', { place: thread }))).toContain('signals: thread 66 of 55')
  expect(await desk().read('/server channel alerts off', inServer('ann'))).toContain('No channel gets alerts now')
  expect(await desk().read('/server channel digests', inServer('ann'))).toContain('digests: channel channel')
})

test('only the channel itself can be chosen, and only by who manages the server', async () => {
  expect((await desk().say('/server channel alerts <#123>', inServer('ann'))).refusal?.code).toBe('bad-input')
  expect((await desk().say('/server channel alerts here', inServer('bob', { managesServer: false }))).refusal?.code).toBe('not-allowed')
  expect((await desk().say('/server channel alerts here', 'ann')).refusal?.code).toBe('not-here')
})
