import { expect, test } from 'vitest'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { inCompany, openTestDesk, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('greets in three lines, says what money it is, and offers three buttons', async () => {
  const answer = await desk().say('/start', 'newcomer')
  expect(toPlainText(answer)).toMatchInlineSnapshot(`
    "Welcome to Parley
    I am a trading desk that you talk to.
    Ask me for prices, pictures and indicators of any market: try /price BTC or /chart BTC 4h.
    Trading here is with paper money, and nothing I say is advice.
    Paper account: opened with 10,000 USDT
    Market: REPLAY at 2024-01-29 12:07 UTC"
  `)
  expect(answer.buttons.map(({ label }) => label)).toEqual(['Price', 'Chart', 'Help'])
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
  expect((await desk().press('Help', answer, 'presser')).title).toBe('What you can say')
})

test('in company it says nothing about accounts', async () => {
  expect(await desk().read('/start', inCompany('ann'))).not.toContain('USDT')
})

test('somebody who waits for an admin learns so, and sees market data only', async () => {
  const waiting = await openTestDesk({ registration: 'approval' })
  expect(await waiting.read('/start')).toContain('Your account waits for an admin.')
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
