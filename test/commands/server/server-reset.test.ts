import { expect, test } from 'vitest'
import { inServer, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const ann = inServer('ann')

test('puts one back, or all, and leaves channels and rules alone', async () => {
  for (const line of ['set zone Tokyo', 'set colours light', 'channel alerts here', 'role everyone movers forbid'])
    await desk().say(`/server ${line}`, ann)
  expect(await desk().read('/server reset zone', ann)).toMatch(/^Time zone here: UTC\n[\s\S]*colours: light/)
  const all = await desk().read('/server reset', ann)
  expect(all).toMatch(/^Language here: en, Time zone here: UTC, Currency here: USDT, Colours here: classic/)
  expect(all).toContain('alerts: channel channel')
  expect(all).toContain('everyone: movers: forbid')
})

test('it is for those who manage the server', async () => {
  expect((await desk().say('/server reset', inServer('bob', { managesServer: false }))).refusal?.code).toBe('not-allowed')
})
