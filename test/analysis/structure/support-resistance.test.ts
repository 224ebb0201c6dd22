import { describe, expect, it } from 'vitest'
import { found, mirrored, path, timeOf } from '../planted-candles.ts'

const FIRST = [100, 102, 104, 106, 108, 110, 109, 108, 107, 106, 105, 104]
/** Another high half a unit lower at bar 14, known at bar 19. */
const SECOND = [106, 108, 109.5, 108, 106, 105, 104, 103]
const TWICE = path(...FIRST, ...SECOND)
const THRICE = path(...FIRST, ...SECOND, 105, 107, 109.75, 108, 106, 105, 104, 103)

describe('support and resistance', () => {
  it('are levels that were touched twice', () => {
    expect(found(TWICE.slice(0, -1), 'resistance')).toEqual([])
    expect(found(TWICE, 'resistance')).toEqual([
      {
        kind: 'resistance',
        direction: 'down',
        first: timeOf(5),
        last: timeOf(19),
        top: 110.25,
        bottom: 109.75,
        strength: 0.4,
        state: 'active',
      },
    ])
    expect(found(mirrored(TWICE), 'support')).toMatchObject([{ direction: 'up', top: 92.25, bottom: 91.75, strength: 0.4 }])
  })

  it('take the place of what they were when they are touched again', () => {
    expect(found(THRICE, 'resistance')).toMatchObject([
      { strength: 0.4, state: 'mitigated', endedAt: timeOf(27) },
      { strength: expect.closeTo(0.6, 10), first: timeOf(5), last: timeOf(27), state: 'active' },
    ])
  })

  it('are over when a candle closes beyond, not when it only looks', () => {
    expect(found([...TWICE, [103, 111, 103, 110.25]], 'resistance')).toMatchObject([{ state: 'active' }])
    expect(found([...TWICE, [103, 111, 103, 110.5]], 'resistance')).toMatchObject([{ state: 'expired', endedAt: timeOf(20) }])
  })

  it('are none where the highs are apart, or the first was broken', () => {
    expect(found(path(...FIRST, 105, 106, 107, 106, 105, 104, 103, 102), 'resistance')).toEqual([])
    expect(found(path(...FIRST, 108, 111, 110, 109, 108, 107, 106, 105), 'resistance')).toEqual([])
  })
})
