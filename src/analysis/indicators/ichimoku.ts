import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import { Donchian } from './channels.ts'
import { Delay } from './delay.ts'

interface IchimokuNumbers {
  readonly tenkan: number
  readonly kijun: number
  readonly span: number
  readonly shift: number
}

/**
 * Ichimoku Kinko Hyo: conversion (tenkan) and base (kijun) lines are the middles of the range of so many bars; span A is the middle of both, span B that of the range of `span` bars, both shown `shift` − 1 bars later, so that nothing here needs a later bar.
 * Each line as it stands at its bar: the cloud is the one that was projected there. Goichi Hosoda, 1969. Warm-up: tenkan − 1, kijun − 1, and span + shift − 2 bars for the whole cloud.
 */
export class Ichimoku implements StudyRun {
  readonly out = new Float64Array(4).fill(Number.NaN)
  private readonly tenkan: Donchian
  private readonly kijun: Donchian
  private readonly span: Donchian
  private readonly spanA: Delay
  private readonly spanB: Delay

  constructor({ tenkan, kijun, span, shift }: IchimokuNumbers) {
    this.tenkan = new Donchian(tenkan)
    this.kijun = new Donchian(kijun)
    this.span = new Donchian(span)
    // What is shown stays unknown as long as what was put in: so much later as `shift` says, counted from its first value.
    this.spanA = new Delay(shift - 1)
    this.spanB = new Delay(shift - 1)
  }

  next(candle: Candle): void {
    const tenkan = this.tenkan.next(candle)
    const kijun = this.kijun.next(candle)
    this.out[0] = tenkan
    this.out[1] = kijun
    this.out[2] = this.spanA.next((tenkan + kijun) / 2)
    this.out[3] = this.spanB.next(this.span.next(candle))
  }
}
