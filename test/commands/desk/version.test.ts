import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('says its own version and that of Node', async () => {
  expect(await desk().read('/v')).toBe('Parley 0.1.0\nNode: v20.19.0')
})
