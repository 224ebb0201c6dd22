import { expect, test } from 'vitest'
import { fileIn, inCompany, useTestDesk } from '../../fixtures/desk.ts'
import { CROSS, testedCode } from './tested.ts'

const desk = useTestDesk()

test('says how to begin where there is nothing', async () => {
  expect(await desk().read('/backtest list')).toContain('You have tested nothing yet')
})

test('lists the newest first, each once, as a table and as a file', async () => {
  const first = await testedCode(desk(), `BTC 1h 10d ${CROSS}`)
  const second = await testedCode(desk(), `ETH 1h 10d ${CROSS}`)
  expect(await testedCode(desk(), `BTC 1h 10d ${CROSS}`)).toBe(first)
  const said = await desk().read('/backtests')
  expect(said).toContain('Your backtests: 2')
  expect(said.indexOf(first)).toBeLessThan(said.indexOf(second))
  const rows = fileIn(await desk().say('/backtests csv'))
    .trim()
    .split('\r\n')
  expect(rows[0]).toBe('code,name,markets,timeframe,from_ms,to_ms,trades,return,sharpe,max_drawdown,verdict')
  expect(rows).toHaveLength(3)
})

test('its buttons show one, and compare the last two', async () => {
  const answer = await desk().say('/backtest')
  expect((await desk().press('Compare the last two', answer)).title).toContain('side by side')
})

test('is for one person alone', async () => {
  expect((await desk().say('/backtest list', inCompany('ann'))).refusal?.code).toBe('not-here')
  expect(await desk().read('/backtest list', 'bob')).toContain('You have tested nothing yet')
})
