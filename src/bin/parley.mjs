/**
 * Runs the program: `node src/bin/parley.mjs start|say|import …`. It is plain JavaScript, so that it needs nothing but Node.
 * It builds first if it must, in this same process, so that what a service manager starts is also what it tells to stop.
 */
import './prepare.mjs'

const [, , command = 'start', ...words] = process.argv
const { main } = await import(new URL('../../dist/src/main.js', import.meta.url).href)
process.exitCode = await main(command, words)
// A desk that was told to stop leaves behind what hangs, such as a database that went silent.
if (command === 'start') process.exit()
