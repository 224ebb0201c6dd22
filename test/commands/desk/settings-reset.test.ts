import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('puts one back, then all', async () => {
  await desk().say('/settings set zone Tokyo')
  await desk().say('/settings set colours light')
  expect((await desk().say('/settings reset zone')).title).toBe('Time zone: UTC')
  expect((await desk().say('/settings show colours')).title).toBe('Colours: light')
  expect((await desk().say('/settings reset')).title).toBe('All your settings are as usual again')
  expect((await desk().say('/settings show colours')).title).toBe('Colours: classic')
})

test('refuses a setting that there is not', async () => {
  expect((await desk().say('/settings reset zoen')).title).toBe('There is no such setting. Did you mean zone?')
})
