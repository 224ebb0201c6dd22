import { expect, test } from 'vitest'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { inCompany, openTestDesk, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('greets in three lines, says what money it is, and offers three buttons', async () => {
  const answer = await desk().say('/start', 'newcomer')
  expect(toPlainText(answer)).toMatchInlineSnapshot(`
    "Welcome to Parley
    I am a trading desk that you talk to. You trade with paper money, and nothing I say is advice.
    A first trade: /buy BTC $100. I show what it would do, with a stop and a target, and ask before I do it.
    Look around with /price BTC, /chart BTC 4h and /help.
    Paper account: opened with 10,000 USDT
    Market: REPLAY at 2024-01-29 12:07 UTC"
  `)
  expect(answer.buttons.map(({ label }) => label)).toEqual(['Buy BTC', 'Chart', 'My account'])
  expect((await desk().say('/start', 'newcomer')).title).toBe('Welcome back to Parley')
})

test.each([
  ['/start price_BTC', 'BTC/USDT 46,587.93 USDT'],
  ['/start price_ETH_BTC', 'Prices in USDT'],
  ['/start chart_BTC_4h', 'BTC/USDT 4h'],
  ['/start chart_BTC', 'BTC/USDT 1h'],
  ['/start ref_42', 'Welcome back to Parley'],
  ['/start chart', 'Welcome back to Parley'],
  ['/start constructor_x', 'Welcome back to Parley'],
])('a link may ask for more: %s', async (line, title) => {
  await desk().say('/start', 'linked')
  expect((await desk().say(line, 'linked')).title).toBe(title)
})

test('a link cannot do what the command it names would refuse', async () => {
  expect((await desk().say('/start chart_BTC_99x', 'linked')).refusal?.code).toBe('bad-input')
})

test('its buttons work', async () => {
  const answer = await desk().say('/start', 'presser')
  expect((await desk().press('Chart', answer, 'presser')).title).toBe('BTC/USDT 1h')
  const howMuch = await desk().press('Buy BTC', answer, 'presser')
  expect((await desk().press('$100', howMuch, 'presser')).title).toBe('Buy BTC/USDT? (PAPER · REPLAY)')
  expect((await desk().press('My account', answer, 'presser')).title).toBe('10,000.00 USDT (PAPER · REPLAY)')
})

test('in company it says nothing about accounts', async () => {
  expect(await desk().read('/start', inCompany('ann'))).not.toContain('USDT')
  expect(await desk().read('/start', inCompany('ann'))).toContain('A first trade, in private: /buy BTC $100.')
})

test('somebody who waits for an admin learns so, and sees market data only', async () => {
  const waiting = await openTestDesk({ registration: 'approval' })
  const greeting = await waiting.say('/start')
  expect(toPlainText(greeting)).toContain('Your account waits for an admin.')
  expect(greeting.buttons.map(({ label }) => label)).toEqual(['Price', 'Chart', 'Help'])
  expect((await waiting.say('/price BTC')).refusal).toBeUndefined()
  expect((await waiting.say('/watchlist add BTC')).refusal).toMatchObject({ code: 'not-allowed' })
  await waiting.close()
})

test('where registration is closed, strangers are refused kindly and the operator is not', async () => {
  const shut = await openTestDesk({ registration: 'closed' })
  expect(await shut.read('/start')).toMatchInlineSnapshot(`
    "This desk takes no new people at the moment.
    Its operator can let you in; or run a desk of your own, it is free software."
  `)
  expect((await shut.say('/start', 'console')).refusal).toBeUndefined()
  await shut.close()
})
