import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('says where prices come from, how old they are, and how the desk is', async () => {
  desk().clock.move(3_600_000)
  expect(await desk().read('/health')).toMatchInlineSnapshot(`
    "All is well
    Market: REPLAY at 2024-01-29 12:07 UTC: ok, 2024-01-29 12:07 UTC, the clock stands still; 5 markets, 0 impossible candles left out
    Newest price: 7 min old
    Database: embedded answers in 1.3 ms
    Up for: 1 h
    Memory: 123 MB
    Version: Parley 0.1.0, Node v20.19.0"
  `)
  expect(await desk().read('/ping')).toBe(await desk().read('/health'))
})
