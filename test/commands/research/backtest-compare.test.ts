import { expect, test } from 'vitest'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { useTestDesk } from '../../fixtures/desk.ts'
import { CROSS, testedCode } from './tested.ts'

const desk = useTestDesk()

test('puts two side by side, narrow enough for a phone', async () => {
  const one = await testedCode(desk(), `BTC 1h 10d ${CROSS}`)
  const other = await testedCode(desk(), 'sma-cross BTC 1h 10d')
  const answer = await desk().say(`/backtest compare ${one} ${other}`)
  expect(answer.title).toBe(`${one} and ${other} side by side`)
  const table = answer.blocks.find(({ kind }) => kind === 'table') ?? expect.unreachable()
  for (const line of toPlainText({ title: '', blocks: [table] }).split('\n')) expect(line.length).toBeLessThanOrEqual(34)
  expect(toPlainText(answer)).not.toContain('do not compare')
})

test('says so where the candles were others', async () => {
  const one = await testedCode(desk(), `BTC 1h 10d ${CROSS}`)
  const other = await testedCode(desk(), `ETH 1h 10d ${CROSS}`)
  expect(await desk().read(`/backtest compare ${one} ${other}`)).toContain('their returns do not compare')
  expect((await desk().say(`/backtest compare ${one} ZZZZZZ`)).refusal?.code).toBe('not-found')
})
