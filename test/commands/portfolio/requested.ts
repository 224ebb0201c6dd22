import type { useTestDesk } from '../../fixtures/desk.ts'

/** Begins a league and asks for a deposit or withdrawal in it; gives its code. */
export async function askFor(desk: ReturnType<ReturnType<typeof useTestDesk>>, name: string, what: string): Promise<string> {
  await desk.say('/wallet league on', 'console')
  const answer = await desk.read(`/wallet ${what}`, name)
  const [, code] = /Request: (\w{6})/.exec(answer) ?? []
  if (code === undefined) throw new Error(`Nothing was asked for: ${answer}`)
  return code
}
