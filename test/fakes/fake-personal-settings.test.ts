import { personalSettingStoreContract } from '../contracts/personal-setting-store.contract.ts'
import { fakePersonalSettings } from './fake-personal-settings.ts'

personalSettingStoreContract(async () => ({ store: fakePersonalSettings(), ann: 'ann', bob: 'bob' }))
