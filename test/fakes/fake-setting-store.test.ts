import { settingStoreContract } from '../contracts/setting-store.contract.ts'
import { fakeSettingStore } from './fake-setting-store.ts'

settingStoreContract(async () => fakeSettingStore())
