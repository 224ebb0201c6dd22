import { settingsIdOf } from '../accounts/server-settings.ts'
import type { PaletteName } from '../charts/charts.ts'
import type { Context } from '../chat/command.ts'
import type { Services } from './services.ts'

/** How things look to whoever reads the answer. */
interface Look {
  readonly zone: string
  readonly palette: PaletteName
  readonly currency: string
}

/** Where there is no server or group to set it, such as in a search that others will read. */
const USUAL: Look = { zone: 'UTC', palette: 'classic', currency: 'USDT' }

/** The caller's own settings when nobody else reads the answer. In company they would tell on the caller: there the settings of the server or group count. */
export async function lookOf({ account, place, services }: Pick<Context<Services>, 'account' | 'place' | 'services'>): Promise<Look> {
  const { platform, serverId } = place
  if (!place.private && serverId === undefined) return USUAL
  const { zone, colours, currency } =
    place.private || serverId === undefined
      ? await services.settings.of(account.id)
      : await services.looks.of(settingsIdOf({ platform, serverId }))
  return { zone, palette: colours, currency }
}
