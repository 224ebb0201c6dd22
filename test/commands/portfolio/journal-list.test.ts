import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('is friendly when it is empty', async () => {
  expect((await desk().say('/journal')).title).toBe('Your journal is empty')
})

test('reads the newest first, and gives a file that no spreadsheet runs', async () => {
  await desk().say('/journal add first', 'bob')
  desk().clock.move?.(1)
  await desk().say('/journal add =SUM(A1)', 'bob')
  expect(await desk().read('/journal', 'bob')).toBe('2 notes\n2024-01-29 12:07 UTC: =SUM(A1)\n2024-01-29 12:07 UTC: first')
  expect(fileIn(await desk().say('/journal list csv', 'bob'))).toContain(",,,'=SUM(A1)\r\n")
})
