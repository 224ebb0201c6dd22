import type { Finding } from '../../../src/analysis/finding.ts'

/** A gap between 100 and 102 that was seen in the first three hours of 2024 and is still open. */
export function someFinding(about: Partial<Finding> = {}): Finding {
  const first = Date.UTC(2024, 0, 1)
  return { kind: 'fvg', direction: 'up', first, last: first + 7_200_000, top: 102, bottom: 100, strength: 0.5, state: 'active', ...about }
}
