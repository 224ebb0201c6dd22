import { expect, test } from 'vitest'
import { inCompany, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('takes one person, and nobody else, to another time', async () => {
  expect(await desk().read('/replay 2024-01-20 x60', 'ann')).toMatchInlineSnapshot(`
    "Practice begins
    Now: 2024-01-20 00:00 UTC
    Began: 2024-01-20 00:00 UTC
    Speed: x60
    Candles: 2024-01-01 00:00 UTC to 2024-01-31 00:00 UTC
    Only you are at that time. Prices and pictures that you ask for are as they were then."
  `)
  expect(await desk().read('/price btc', 'ann')).toContain('PRACTICE at 2024-01-20 00:00 UTC')
  expect(await desk().read('/price btc', 'bob')).toContain('REPLAY at 2024-01-29 12:07 UTC')
  desk().clock.move(60_000)
  expect(await desk().read('/price btc', 'ann')).toContain('PRACTICE at 2024-01-20 01:00 UTC')
})

test('in company everybody sees the market of the desk', async () => {
  await desk().say('/replay 2024-01-20', 'eve')
  expect(await desk().read('/price btc', inCompany('eve'))).toContain('REPLAY at 2024-01-29 12:07 UTC')
})

test.each([
  ['/replay 2024-01-20 14:30 x10', '2024-01-20 14:30 UTC'],
  ['/replay 10x 2024-01-20T14:30', '2024-01-20 14:30 UTC'],
  ['/replay start x0.5 14:30 2024-01-20', '2024-01-20 14:30 UTC'],
])('%s begins at %s', async (line, time) => {
  expect(await desk().read(line, 'cat')).toContain(`Began: ${time}`)
})

test.each([
  ['/replay 2021-05-19', 'There are no candles of 2021-05-19 00:00 UTC'],
  ['/replay 2024-02-30', 'There is no such moment in the calendar.'],
  ['/replay 2024-01-20T25:00', 'There is no such moment in the calendar.'],
  ['/replay yesterday', 'day: expected a day such as 2021-05-19, in UTC'],
  ['/replay 2024-01-20 x99999', 'Practice runs at 0.1 to 10,000 times the speed of the clock.'],
])('%s is refused', async (line, title) => {
  expect((await desk().say(line, 'dan')).title).toContain(title)
})
