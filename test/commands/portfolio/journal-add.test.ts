import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { tradesFor } from './traded.ts'

const desk = useTestDesk()

test('notes something about the day, or about a trade', async () => {
  expect(await desk().read('/journal add bought too early')).toBe('Noted\nbought too early')
  const trader = await tradesFor(desk(), 'bob')
  await trader.buy('500')
  await trader.close()
  const code = /^(?!REPLAY)[A-Z2-7]{6}/m.exec(await desk().read('/trades', 'bob'))?.[0] ?? ''
  expect((await desk().say(`/journal add "no plan at all" trade ${code}`, 'bob')).title).toMatch(
    new RegExp(`^Noted about ${code}, BTC/USDT -\\d+\\.\\d\\d USDT$`),
  )
  expect((await desk().say(`/journal add "mine now" trade ${code}`, 'eve')).refusal?.code).toBe('not-found')
})
