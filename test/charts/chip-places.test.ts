import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spread } from '../../src/charts/chip-places.ts'

const room = { heightPx: 30, topPx: 100, bottomPx: 500 }

describe('spread', () => {
  it('leaves alone what does not touch', () => {
    expect(spread([200, 120, 400], room)).toEqual([200, 120, 400])
  })

  it('moves apart what would cover another, in the order of the prices', () => {
    expect(spread([210, 200, 205], room)).toEqual([260, 200, 230])
  })

  it('stays inside', () => {
    expect(spread([600, 600, 0], room)).toEqual([455, 485, 115])
  })

  it('never lets two overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 700, noNaN: true }), { maxLength: 9 }), (wanted) => {
        const placed = spread(wanted, room).toSorted((a, b) => a - b)
        expect(placed).toHaveLength(wanted.length)
        for (const [index, centre] of placed.entries()) {
          expect(centre).toBeGreaterThanOrEqual(115)
          expect(centre).toBeLessThanOrEqual(485)
          if (index > 0) expect(centre - (placed[index - 1] ?? 0)).toBeGreaterThan(29.999)
        }
      }),
    )
  })
})
