import type { Touch } from './bar.ts'

interface Leg {
  readonly touch: Touch
  /** It goes off at a trigger, so it is the dearer of two. */
  readonly triggered: boolean
}

/** Of legs that cancel each other and were touched in one bar, the one that counts: what happened at the open came first, else the dearer one is taken to have. */
export function firstLeg<Each extends Leg>(legs: readonly Each[]): Each | undefined {
  return legs.find(({ touch }) => touch.at === 'open') ?? legs.find(({ triggered }) => triggered) ?? legs[0]
}
