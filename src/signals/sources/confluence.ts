import { biasAt, biasWords, type HigherBias, higherBiases } from '../bias.ts'
import { closeOf } from '../series-reading.ts'
import type { SignalDirection, SignalPart } from '../signal.ts'
import type { SignalEvent, SignalSource, SourceView } from './signal-source.ts'

const OWN_BIAS_MIN = 40
const HIGHER_BIAS_MIN = 20
/** So many coarser timeframes have to agree: the next ones. */
const HIGHER_COUNT = 2
const AGREEMENT_WEIGHT = 3

/** Three timeframes that begin to say the same. */
export const CONFLUENCE: SignalSource = {
  name: 'confluence',
  title: 'Confluence of timeframes',
  about: 'The bias of a timeframe and of the next two coarser ones begins to point the same way. What many look at together moves further.',
  version: 1,
  events(view) {
    const events: SignalEvent[] = []
    const last = view.reading.candles.time.length - 1
    let before = view.from > 0 ? agreement(view, view.from - 1) : undefined
    for (let index = view.from; index <= last; index++) {
      const now = agreement(view, index)
      if (now !== undefined && now.direction !== before?.direction) events.push({ ...now, index, first: index })
      before = now
    }
    return events
  },
}

function agreement({ reading, higher }: SourceView, index: number): { direction: SignalDirection; part: SignalPart } | undefined {
  const own = biasAt(reading, index)
  if (Math.abs(own) < OWN_BIAS_MIN) return undefined
  const side = Math.sign(own)
  const others = higherBiases(higher.slice(0, HIGHER_COUNT), closeOf(reading.candles, index))
  if (others.length < HIGHER_COUNT || others.some(({ bias }) => side * bias < HIGHER_BIAS_MIN)) return undefined
  return { direction: side > 0 ? 'long' : 'short', part: agreementPart([{ timeframe: reading.candles.timeframe, bias: own }, ...others]) }
}

function agreementPart(biases: readonly HigherBias[]): SignalPart {
  const mean = biases.reduce((sum, { bias }) => sum + Math.abs(bias), 0) / biases.length
  return { name: 'agreement', weight: AGREEMENT_WEIGHT, value: mean / 100, words: biasWords(biases) }
}
