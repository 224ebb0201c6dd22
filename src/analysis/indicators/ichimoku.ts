import type { Candles } from '../../basics/candles.ts'
import { at, combine } from './column.ts'
import { donchian } from './true-range.ts'

/** The lines of Ichimoku, each as it stands at its bar: the cloud is the one that was projected there. */
export interface Ichimoku {
  readonly tenkan: Float64Array
  readonly kijun: Float64Array
  readonly spanA: Float64Array
  readonly spanB: Float64Array
}

/**
 * Ichimoku Kinko Hyo: conversion (tenkan) and base (kijun) lines are the middles of the range of so many bars; span A is the middle of both, span B that of the range of `span` bars, both shown `shift` − 1 bars later, so that nothing here needs a later bar.
 * Goichi Hosoda, 1969. Warm-up: tenkan − 1, kijun − 1, and span + shift − 2 bars for the whole cloud.
 */
export function ichimoku(
  candles: Candles,
  { tenkan, kijun, span, shift }: { tenkan: number; kijun: number; span: number; shift: number },
): Ichimoku {
  const length = candles.close.length
  const fast = donchian(candles, tenkan).middle
  const slow = donchian(candles, kijun).middle
  const wide = donchian(candles, span).middle
  return {
    tenkan: fast,
    kijun: slow,
    spanA: combine(length, (index) => (at(fast, index - shift + 1) + at(slow, index - shift + 1)) / 2),
    spanB: combine(length, (index) => at(wide, index - shift + 1)),
  }
}
