/** A process of its own: makes a new embedded database in the folder that is named, with all migrations, and ends. */
import { openPglite } from './embedded-driver.ts'
import { migrate } from './migrations.ts'

const [, , directory] = process.argv
if (directory === undefined) throw new Error('Expected a folder')
const driver = await openPglite({ directory })
await migrate(driver)
await driver.close()
