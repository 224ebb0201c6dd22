import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test("says what clock the desk is on, or where one's own practice is", async () => {
  expect(await desk().read('/replay')).toMatchInlineSnapshot(`
    "You are not practising
    The desk is on: REPLAY at 2024-01-29 12:07 UTC
    To practise on another day: /replay 2024-01-20 x60"
  `)
  await desk().say('/replay 2024-01-30 x600')
  desk().clock.move(30_000)
  expect(await desk().read('/replay status')).toContain('Now: 2024-01-30 05:00 UTC')
})

test('stands still where the candles end', async () => {
  await desk().say('/replay 2024-01-30 x10000', 'fast')
  desk().clock.move(60_000)
  expect(await desk().read('/replay', 'fast')).toContain('Speed: stands still: the candles end here')
})
