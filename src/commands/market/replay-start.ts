import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { practiceCard } from '../practice-cards.ts'
import { command } from '../services.ts'

const SPEED = /^(?:x(\d{1,5}(?:\.\d{1,2})?)|(\d{1,5}(?:\.\d{1,2})?)x)$/i
const EXPECTED = 'expected a day such as 2021-05-19, in UTC'

const day = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?$/i, EXPECTED)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 14:30, in UTC')
const speed = z
  .string()
  .regex(SPEED, 'expected a speed such as x60')
  .transform((word) => {
    const [, after, before] = SPEED.exec(word) ?? []
    return Number(after ?? before)
  })

export const replayStart = command({
  name: 'replay start',
  summary: 'Practise on a day of the past, on a clock of your own',
  group: 'market',
  access: 'member',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    day: option(day, { about: 'The day, such as 2021-05-19 or 2021-05-19T14:30, in UTC' }),
    time: option(timeOfDay.default('00:00'), { about: 'The time of the day, such as 14:30, in UTC', anywhere: true }),
    speed: option(speed.prefault('x60'), { about: 'How many seconds of the market pass in one, such as x60', anywhere: true }),
  }),
  examples: ['/replay 2024-01-20 x60', '/replay start 2024-01-20 14:30'],

  async run({ day, time, speed }, context) {
    const { practice } = context.services
    const { zone } = await lookOf(context)
    const status = await practice.start(context.account.id, { from: momentOf(day, time), speed }, context.origin)
    return practiceCard('Practice begins', status, zone)
  },
})

/** The moment in milliseconds. Refuses a day that no calendar has, such as 2021-02-30. */
function momentOf(day: string, time: string): number {
  const [date = '', timeInDay = time] = day.toUpperCase().replace('Z', '').split('T')
  const at = Date.parse(`${date}T${timeInDay}Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date)
    throw new Refusal('bad-input', 'There is no such moment in the calendar.', { hint: 'For example: /replay 2021-05-19 x60' })
  return at
}
