import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('shows the surest signal of a market, or how the market looks', async () => {
  const answer = await desk().say('/signal btc')
  expect(answer.refusal).toBeUndefined()
  expect(answer.title).toMatch(/^(Long|Short) BTC\/USDT \w+, confidence \d+$|^No open signal of BTC\/USDT$/)
})

test('each kept signal is found by its code, with its reasons and what came of it', async () => {
  const file = (await desk().say('/signals show BTC csv')).blocks.find(({ kind }) => kind === 'file')
  const [, ...rows] = file?.kind === 'file' ? new TextDecoder().decode(file.bytes).trim().split('\r\n') : []
  expect(rows.length).toBeGreaterThan(0)
  const decided = rows.find((row) => /,(target|stop|expired),/.test(row))
  const code = decided?.split(',')[0] ?? ''
  const shown = await desk().read(`/signals show ${code}`)
  expect(shown).toContain(code)
  expect(shown).toMatch(/Why \d+:/)
  expect(shown).toMatch(/after fees/)
  expect(
    desk()
      .charts.asked.at(-1)
      ?.marks.map(({ label }) => label),
  ).toEqual(expect.arrayContaining(['Entry', 'Stop']))
})

test('what is neither market nor code is answered with the nearest', async () => {
  expect((await desk().say('/signal bananacoin')).refusal?.code).toBe('not-found')
})
