import { expect, it } from 'vitest'
import { threadEntry } from '../../src/basics/thread-entry.ts'

it('runs the source while developing, and plain JavaScript once built', () => {
  const source = threadEntry('painter', 'file:///app/src/charts/service.ts')
  expect(source.filename).toBe('file:///app/src/charts/painter.ts')
  expect(source.execArgv[0]).toBe('--import')
  expect(threadEntry('painter', 'file:///app/dist/src/charts/service.js')).toEqual({
    filename: 'file:///app/dist/src/charts/painter.js',
    execArgv: [],
  })
})
