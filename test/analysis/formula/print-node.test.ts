import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printNode } from '../../../src/analysis/formula/print-node.ts'
import { readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { canonicalNode } from './canonical-node.ts'

const LETTERS_MAX = 600
const nodes = canonicalNode().filter((node) => printNode(node).length <= LETTERS_MAX)

describe('printNode', () => {
  it('prints what is read as an equal node, and as the same text', () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const text = printNode(node)
        const formula = readFormula(text)
        expect(formula.root).toEqual(node)
        expect(formula.text).toBe(text)
      }),
    )
  })

  it('prints no pair of brackets that could be left out', () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const text = printNode(node)
        for (const shorter of withoutOnePair(text)) expect(rootOf(shorter), shorter).not.toEqual(node)
      }),
    )
  })

  it('does not care for spaces and letter case', () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const text = printNode(node)
        const loud = text.replaceAll(/(?<!@)\b(?!\dM)[a-z_]+/g, (word) => word.toUpperCase())
        expect(readFormula(`\n ${loud.replaceAll(' ', ' \t')} # as it was`).text).toBe(text)
      }),
    )
  })
})

/** The text without one pair of brackets that no function's name stands before, for each such pair. */
function withoutOnePair(text: string): readonly string[] {
  const open: number[] = []
  const without: string[] = []
  for (const [at, letter] of [...text].entries()) {
    if (letter === '(') open.push(at)
    const from = letter === ')' ? (open.pop() ?? 0) : -1
    if (from >= 0 && !/\w/.test(text[from - 1] ?? '')) without.push(text.slice(0, from) + text.slice(from + 1, at) + text.slice(at + 1))
  }
  return without
}

function rootOf(text: string): unknown {
  try {
    return readFormula(text).root
  } catch {
    return undefined
  }
}
