import type { Answer } from '../../../src/basics/reply.ts'

interface TalkingDesk {
  say(line: string, who: string): Promise<Answer>
  press(label: string, answer: Answer, who: string): Promise<Answer>
}

/** Lets somebody use up the one entry that a day may have. */
export async function lockedByTrades(desk: TalkingDesk, who: string): Promise<void> {
  await desk.say('/settings set trades-a-day-max 1', who)
  await desk.press('Confirm', await desk.say('/buy eth $300', who), who)
}
