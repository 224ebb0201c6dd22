import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { SIGNAL_SOURCES } from '../../signals/signal-sources.ts'
import { marketText } from '../inputs.ts'

const names = SIGNAL_SOURCES.map(({ name }) => name)

/** Inputs that the commands about signals share. */
export const anyMarket = option(marketText.optional(), { about: 'The market, such as BTC; any when left out' })

export const direction = option(z.enum(['long', 'short']).optional(), { about: 'Only signals that point this way', anywhere: true })

export const confidence = option(z.int().min(0).max(100).meta({ pattern: '^-?\\d{1,3}$' }).optional(), {
  about: 'The least confidence, from 0 to 100',
  anywhere: true,
  words: ['confidence', 'conf'],
})

export const source = option(z.string().trim().toLowerCase().pipe(z.enum(names)).optional(), {
  about: 'What made them, such as ema-cross',
  words: ['source', 'from'],
  vocabulary: names,
})
