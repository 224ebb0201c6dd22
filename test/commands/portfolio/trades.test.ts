import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { tradesFor } from './traded.ts'

const desk = useTestDesk()

test('is friendly when there is nothing', async () => {
  expect((await desk().say('/trades')).title).toBe('No trades yet (PAPER · REPLAY)')
  expect((await desk().say('/trades lots csv')).title).toBe('No lots yet (PAPER · REPLAY)')
})

test('lists trades, with notes in the file, and the lots behind them', async () => {
  const trader = await tradesFor(desk(), 'bob')
  await trader.buy('500')
  await trader.close('0.5')
  const answer = await desk().read('/th', 'bob')
  const code = /trade ([A-Z2-7]{6})/.exec(answer)?.[1] ?? ''
  expect(answer.replaceAll(code, 'CODE')).toMatchInlineSnapshot(`
    "Your trade (PAPER · REPLAY)
    CODE BTC/USDT -0.22%: -0.54 USDT, left by hand at 2024-01-29 12:07 UTC, held 0 min
    Results are net of fees. Source: REPLAY at 2024-01-29 12:07 UTC. A note on one: /journal add what I learned trade CODE"
  `)
  await desk().say(`/journal add "=sold too early" trade ${code}`, 'bob')
  const [header = '', row = ''] = fileIn(await desk().say('/trades csv', 'bob')).split('\r\n')
  expect(header.split(',')).toHaveLength(18)
  expect(row).toMatch(new RegExp(`^${code},BTC/USDT,.*,exit,,hand,'=sold too early$`))
  const lots = fileIn(await desk().say('/trades lots csv', 'bob')).split('\r\n')
  expect(lots).toHaveLength(4)
  expect((await desk().say('/trades lots', 'bob')).title).toBe('1 sold and 1 open lot (PAPER · REPLAY)')
})

test('nobody sees the trades of others', async () => {
  expect((await desk().say('/trades', 'eve')).title).toBe('No trades yet (PAPER · REPLAY)')
})
