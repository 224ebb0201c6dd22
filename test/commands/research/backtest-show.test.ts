import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { CROSS, fieldOf, testedCode } from './tested.ts'

const desk = useTestDesk()

test('says again what came of it', async () => {
  const code = await testedCode(
    desk(),
    `BTC 1h 10d ${CROSS} stop 3% target 2r size "risk 1%" trail 4% hold 50 cooldown 2 entries 2 fee 0.2% cash 5000 fixed`,
  )
  const shown = await desk().say(`/backtest show ${code.toLowerCase()}`)
  expect(fieldOf(shown, 'Code')).toBe(code)
  expect(fieldOf(shown, 'Rules')).toContain('stop 3%, target 2r, trail 4%, hold 50, cooldown 2, entries 2, size risk 1%')
  expect(fieldOf(shown, 'Costs')).toBe('fee 0.2%, slippage 0.05%, of 5,000 USDT, profits not invested')
})

test('runs it again on the same candles: it is the same test', async () => {
  for (const words of [
    `BTC 1h 10d ${CROSS} stop "2 atr"`,
    'sma-cross ETH 30m 2024-01-05..2024-01-20',
    `"BTC,ETH" 1h 10d ${CROSS} size $500`,
  ]) {
    const code = await testedCode(desk(), words)
    const shown = await desk().say(`/backtest show ${code}`)
    desk().clock.move(60_000)
    const again = await desk().press('Run it again', shown)
    expect(fieldOf(again, 'Code')).toBe(code)
    expect(fieldOf(again, 'Return')).toBe(fieldOf(shown, 'Return'))
  }
})

test('refuses what is not there, or not theirs', async () => {
  const code = await testedCode(desk(), `SOL 1h 10d ${CROSS}`)
  expect((await desk().say(`/backtest show ${code}`, 'bob')).refusal?.code).toBe('not-found')
  expect(await desk().read('/backtest show ZZZZZZ')).toContain('You have no backtest ZZZZZZ.')
})
