import { expect, test } from 'vitest'
import { inCompany, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('shows all settings, marks the changed ones, and offers the common ones as buttons', async () => {
  await desk().say('/settings set colours light')
  const answer = await desk().say('/settings')
  expect(answer.buttons.map(({ label }) => label)).toEqual(['Time zone', 'Currency', 'Colours', 'Quiet hours'])
  const settings = await desk().read('/settings')
  expect(settings).toContain('colours: light *')
  expect(settings).toContain('zone: UTC\n')
})

test('is changed by buttons, in place', async () => {
  const all = await desk().say('/settings', 'presser')
  const one = await desk().press('Colours', all, 'presser')
  expect([one.title, one.replaces]).toEqual(['Colours: classic', true])
  const set = await desk().press('colour-blind', one, 'presser')
  expect([set.title, set.replaces]).toEqual(['Colours: colour-blind', true])
  expect((await desk().press('All settings', set, 'presser')).title).toBe('Your settings')
})

test('is for its owner alone', async () => {
  expect((await desk().say('/settings', inCompany('ann'))).refusal?.code).toBe('not-here')
})

test('suggests settings while somebody types', async () => {
  const caller = { userId: 'ann', place: { platform: 'console', chatId: 'ann', private: true } } as const
  expect(await desk().chat.suggest({ command: 'settings show', option: 'key', typed: 'quiet' }, caller)).toEqual(['quiet-hours'])
})

test('get is another word for it', async () => {
  expect((await desk().say('/settings get zone')).title).toBe('Time zone: UTC')
})
