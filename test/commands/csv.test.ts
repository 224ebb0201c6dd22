import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvFile } from '../../src/commands/csv.ts'

const textOf = (rows: readonly (readonly string[])[]): string => new TextDecoder().decode(csvFile('a.csv', ['name', 'value'], rows).bytes)

test('writes a header and rows, quoted where they must be', () => {
  expect(
    textOf([
      ['a,b', '1'],
      ['say "hi"', '-2.5'],
      ['two\nlines', '1e-7'],
    ]),
  ).toBe('name,value\r\n"a,b",1\r\n"say ""hi""",-2.5\r\n"two\nlines",1e-7\r\n')
})

test.each(['=1+1', '+cmd', '-cmd|x', '@SUM(A1)', '\tx', '\r=x'])('%j cannot run as a formula', (cell) => {
  expect(textOf([[cell, '']])).toContain(`'${cell}`)
})

test.each(['-1', '+1.5', '-.5', '-1.5e-7', ''])('the number %j stays a number', (cell) => {
  expect(textOf([[cell, 'x']])).toBe(`name,value\r\n${cell},x\r\n`)
})

test('whatever the texts, no cell begins a formula and every cell comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1, maxLength: 5 }), (rows) => {
      const read = readCsv(textOf(rows)).slice(1)
      expect(read.flat().every((cell) => !/^[=+\-@\t\r]/.test(cell) || Number.isFinite(Number(cell)))).toBe(true)
      expect(read.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
        rows.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))),
      )
    }),
  )
})

/** A reader of its own, after the grammar of RFC 4180. */
function readCsv(content: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of content.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
