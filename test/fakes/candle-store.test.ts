import { candleStoreContract } from '../contracts/candle-store.contract.ts'
import { memoryCandleStore } from './candle-store.ts'

candleStoreContract('candles in memory', async () => memoryCandleStore())
