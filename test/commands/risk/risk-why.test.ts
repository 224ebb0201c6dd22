import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { lockedByTrades } from './locked.ts'

const desk = useTestDesk()

test('explains an order: which rule, which number, what would pass', async () => {
  const why = await desk().say('/why buy btc $5000')
  expect(why).toMatchObject({ title: 'This would be refused: buy 0.1073 BTC (PAPER · REPLAY)', tone: 'bad' })
  const words = await desk().read('/why buy btc $5000')
  expect(words).toContain(
    'One position may hold 10.00% of equity, $1,000.00; with this order it would be $4,999.51. At most 0.0214 BTC would pass.',
  )
  expect(words).toContain('Losses in a row: 0, limit 5')
  expect(words).toContain('Loss at the stop: $99.99, limit 2.00% of equity: $200.00')
  expect((await desk().press('Buy 0.0214 BTC', why)).title).toBe('Buy BTC/USDT? (PAPER · REPLAY)')
})

test('explains an order that would pass', async () => {
  expect(await desk().say('/why buy btc $500')).toMatchObject({ title: 'This would pass: buy 0.0107 BTC (PAPER · REPLAY)', tone: 'good' })
})

test('without words, explains what was refused last, to its owner', async () => {
  await desk().say('/buy btc $5000', 'bob')
  expect(await desk().read('/why', 'bob')).toContain('Refused: buy 0.1073 BTC (PAPER · REPLAY)\nOne position may hold')
  expect((await desk().say('/why', 'cat')).title).toBe('Nothing holds your orders back (PAPER · REPLAY)')
})

test('without words and without a refusal, explains the locks', async () => {
  await lockedByTrades(desk(), 'dan')
  expect(await desk().read('/why', 'dan')).toContain('Entries are locked (PAPER · REPLAY)\nEntries today: 1, and a day may have 1')
})

test.each([
  ['/why buy', 'Which order? Say buy or sell, a market and how much.'],
  ['/why buy btc', 'How much do you want to buy?'],
])('%s is refused', async (line, title) => {
  expect((await desk().say(line)).title).toBe(title)
})

test('what is sold passes always', async () => {
  await desk().press('Confirm', await desk().say('/buy eth $300', 'eve'), 'eve')
  await desk().say('/settings set trades-a-day-max 1', 'eve')
  expect((await desk().say('/why sell eth 50%', 'eve')).title).toContain('This would pass: sell')
})

test('counts what may still fill', async () => {
  await desk().press('Confirm', await desk().say('/buy btc $900 @-5%', 'fay'), 'fay')
  const words = await desk().read('/why buy btc $500', 'fay')
  expect(words).toContain('This would be refused: buy')
  expect(words).toContain('One position may hold 10.00% of equity')
})

test('a loosened limit lets through a day later what was refused before', async () => {
  await desk().say('/settings set position-max 20%', 'gil')
  expect((await desk().say('/why buy btc $1500', 'gil')).title).toContain('This would be refused')
  desk().clock.move(86_400_000)
  expect((await desk().say('/why buy btc $1500', 'gil')).title).toContain('This would pass')
})
