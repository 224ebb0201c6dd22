import type { PaletteName } from '../charts/charts.ts'
import type { Context } from '../chat/command.ts'
import type { Services } from './services.ts'

/** How things look to whoever reads the answer. */
interface Look {
  readonly zone: string
  readonly palette: PaletteName
  readonly currency: string
}

const IN_COMPANY: Look = { zone: 'UTC', palette: 'classic', currency: 'USDT' }

/** The caller's own settings when nobody else reads the answer; in company they would tell on the caller, so there it is UTC for all. */
export async function lookOf({ account, place, services }: Pick<Context<Services>, 'account' | 'place' | 'services'>): Promise<Look> {
  if (!place.private) return IN_COMPANY
  const { zone, colours, currency } = await services.settings.of(account.id)
  return { zone, palette: colours, currency }
}
