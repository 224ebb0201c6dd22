import { expect, test } from 'vitest'
import { openTestDesk, useTestDesk } from '../../fixtures/desk.ts'
import { openTestDatabase } from '../../fixtures/test-database.ts'

const desk = useTestDesk()

test('sets the zone, and times follow', async () => {
  expect(await desk().read('/settings set zone new york')).toMatchInlineSnapshot(`
    "Time zone: America/New_York
    The zone of times in answers and pictures.
    For example: /settings set zone Europe/Berlin"
  `)
  expect(await desk().read('/version')).not.toContain('New_York')
  expect(await desk().read('/price BTC')).toContain('REPLAY at 2024-01-29 07:07 America/New_York')
})

test('belongs to whoever set it', async () => {
  await desk().say('/settings set zone Tokyo', 'ann')
  expect((await desk().say('/settings show zone', 'bob')).title).toBe('Time zone: UTC')
})

test.each([
  ['/settings set zone Europe/Berlim', 'Time zone: there is no such zone; did you mean Europe/Berlin?'],
  ['/settings set colors light', 'There is no such setting. Did you mean colours?'],
  ['/settings set position-max 1e2', 'Position, most: expected 0.1% to 100%.'],
])('%s is refused', async (line, title) => {
  expect(await desk().say(line)).toMatchObject({ title, tone: 'warning' })
})

test('lasts when the desk is opened again on the same database', async () => {
  const database = await openTestDatabase()
  const first = await openTestDesk({ database })
  await first.say('/settings set quiet-hours 22:00-07:00')
  await first.close()
  const second = await openTestDesk({ database })
  expect((await second.say('/settings show quiet-hours')).title).toBe('Quiet hours: 22:00-07:00')
  await second.close()
  await database.close()
})

test('a value that cannot be read any more is reported and counts as not set', async () => {
  await desk().say('/settings set colours light', 'cat')
  await desk().database.driver.run(`UPDATE settings SET value = '"pink"' WHERE key = 'colours'`)
  expect((await desk().say('/settings show colours', 'cat')).title).toBe('Colours: classic')
  expect(desk().unreadable).toContain('colours')
})
