import { Refusal } from '../../../basics/refusal.ts'
import { lengthOf, type Timeframe } from '../../../basics/timeframe.ts'
import type { FormulaFunction } from '../formula-function.ts'
import type { FormulaArgument } from '../formula-node.ts'
import type { Kernel } from './kernel.ts'

/** A function with its numbers, at work on candles of one timeframe. Refuses a stretch of time that is no whole number of them. */
export function functionKernel(definition: FormulaFunction, args: readonly FormulaArgument[], timeframe: Timeframe): Kernel {
  const numbers = args.flatMap((arg) => {
    if (arg.kind === 'value') return [arg.value]
    return arg.kind === 'duration' ? [barsIn(arg, { definition, timeframe })] : []
  })
  const lookBack = definition.lookBack(numbers, timeframe)
  const { overTime, batch } = definition
  const stretch = args.find((arg) => arg.kind === 'duration')
  if (stretch !== undefined && overTime !== undefined) return { lookBack, start: () => overTime(stretch.ms, timeframe) }
  return {
    lookBack,
    start: () => definition.start(numbers, timeframe),
    ...(batch && { batch: (columns) => batch(columns, numbers) }),
  }
}

function barsIn(
  { ms, words }: { readonly ms: number; readonly words: string },
  { definition: { name }, timeframe }: { readonly definition: FormulaFunction; readonly timeframe: Timeframe },
): number {
  const length = lengthOf(timeframe)
  if (ms >= length && ms % length === 0) return ms / length
  const why = ms < length ? 'is shorter than a candle' : 'is no whole number of candles'
  throw new Refusal('bad-input', `${words} in ${name}(…) ${why} of ${timeframe}.`, {
    hint: `Ask it of candles of another length, or count bars: ${name}(4).`,
  })
}
