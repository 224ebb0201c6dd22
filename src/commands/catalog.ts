import { type Catalog, commandGroup } from '../chat/group.ts'
import { health } from './desk/health.ts'
import { help } from './desk/help.ts'
import { settingsReset } from './desk/settings-reset.ts'
import { settingsSet } from './desk/settings-set.ts'
import { settingsShow } from './desk/settings-show.ts'
import { start } from './desk/start.ts'
import { version } from './desk/version.ts'
import { candles } from './market/candles.ts'
import { chart } from './market/chart.ts'
import { convert } from './market/convert.ts'
import { indicators } from './market/indicators.ts'
import { info } from './market/info.ts'
import { markets } from './market/markets.ts'
import { movers } from './market/movers.ts'
import { price } from './market/price.ts'
import { replayStart } from './market/replay-start.ts'
import { replayStatus } from './market/replay-status.ts'
import { replayStop } from './market/replay-stop.ts'
import { watch } from './market/watch.ts'
import { watchlistAdd } from './market/watchlist-add.ts'
import { watchlistRemove } from './market/watchlist-remove.ts'
import { watchlistShow } from './market/watchlist-show.ts'
import { serverChannel } from './server/server-channel.ts'
import { serverReset } from './server/server-reset.ts'
import { serverRole } from './server/server-role.ts'
import { serverSet } from './server/server-set.ts'
import { serverShow } from './server/server-show.ts'
import type { Services } from './services.ts'

/** Every command there is. A command that is not listed here does not exist, on any platform. */
export const catalog: Catalog<Services> = [
  start,
  help,
  commandGroup({ name: 'settings', summary: 'See and change your settings', members: [settingsShow, settingsSet, settingsReset] }),
  health,
  version,
  price,
  chart,
  candles,
  indicators,
  markets,
  movers,
  convert,
  info,
  watch,
  commandGroup({
    name: 'watchlist',
    summary: 'The markets that you follow',
    members: [watchlistShow, watchlistAdd, watchlistRemove],
    otherwise: 'add',
  }),
  commandGroup({
    name: 'replay',
    summary: 'Practise on a day of the past',
    members: [replayStatus, replayStart, replayStop],
    otherwise: 'start',
  }),
  commandGroup({
    name: 'server',
    summary: 'Settings of a server or group',
    members: [serverShow, serverChannel, serverSet, serverReset, serverRole],
  }),
]
