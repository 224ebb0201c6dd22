import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('says that nothing runs', async () => {
  expect((await desk().say('/backtest cancel')).title).toBe('You have no backtest running.')
})
