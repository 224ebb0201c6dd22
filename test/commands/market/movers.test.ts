import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('shows what rose and what fell', async () => {
  expect(await desk().read('/movers')).toMatchInlineSnapshot(`
    "Movers of 24 hours
    Up       Price    24 h
    BTC  46,587.93  +0.01%
    Down     Price    24 h
    SOL     93.494  -4.35%
    ETH   1,443.25  -4.01%
    The oldest of these prices is 7 min old. Compared: 3 coins with some turnover, in dollars or stablecoins. Source: REPLAY at 2024-01-29 12:07 UTC."
  `)
})

test('shows one side alone, as many as asked for, and as a file', async () => {
  const answer = await desk().say('/movers 1 losers csv')
  expect(fileIn(answer).trimEnd().split('\r\n')).toHaveLength(2)
  expect(answer.blocks.filter(({ kind }) => kind === 'table')).toHaveLength(1)
})

test('asks whether something else was meant, and names its bounds in words', async () => {
  expect((await desk().say('/movers gainer')).refusal?.hint).toContain('Did you mean gainers?')
  expect((await desk().say('/movers 0')).title).toBe('count: expected at least 1')
  expect((await desk().say('/movers 21')).title).toBe('count: expected at most 20')
})
