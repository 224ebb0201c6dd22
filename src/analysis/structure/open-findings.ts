import type { Candle } from '../../basics/candles.ts'
import type { Finding, FindingState } from '../finding.ts'

/** A finding whose state still follows the candles. */
export interface LiveFinding extends Finding {
  state: FindingState
  endedAt?: number
}

/** What one candle brought: what became known at its close, and what it ended. */
export interface PatternStep {
  readonly found: LiveFinding[]
  readonly ended: LiveFinding[]
}

/** What a later candle makes of an active finding. */
export type Fate = (finding: Finding, candle: Candle) => FindingState

export function endFinding(finding: LiveFinding, state: FindingState, endedAt: number): void {
  finding.state = state
  finding.endedAt = endedAt
}

/** The findings of one kind that are active, oldest first. Those that nothing ends expire when `barsMax` bars have come after their last. */
export class OpenFindings {
  readonly #barsMax: number
  readonly #fate: Fate
  #open: { readonly finding: LiveFinding; readonly bar: number }[] = []

  constructor(barsMax: number, fate: Fate) {
    this.#barsMax = barsMax
    this.#fate = fate
  }

  /** Follows one that became known at this bar, and tells of it. */
  add(finding: LiveFinding, bar: number, found: LiveFinding[]): void {
    this.#open.push({ finding, bar })
    found.push(finding)
  }

  /** Shows them a candle that came after all of them; what it ends goes to `ended`. */
  follow(candle: Candle, bar: number, ended: LiveFinding[]): void {
    const before = ended.length
    for (const { finding, bar: last } of this.#open) {
      const state = bar - last > this.#barsMax ? 'expired' : this.#fate(finding, candle)
      if (state === 'active') continue
      endFinding(finding, state, candle.time)
      ended.push(finding)
    }
    if (ended.length > before) this.#open = this.#open.filter(({ finding }) => finding.state === 'active')
  }

  /** Ends those that something new takes the place of. */
  replace(by: Candle, isReplaced: (finding: Finding) => boolean, ended: LiveFinding[]): void {
    this.#open = this.#open.filter(({ finding }) => {
      if (!isReplaced(finding)) return true
      endFinding(finding, 'mitigated', by.time)
      ended.push(finding)
      return false
    })
  }
}
