/** Runs the built program: `node src/bin/parley.mjs start|say|import …`. It is plain JavaScript, so that it needs nothing but Node. */
const [, , command = 'start', ...words] = process.argv
const { main } = await import(new URL('../../dist/src/main.js', import.meta.url).href)
process.exitCode = await main(command, words)
// A desk that was told to stop leaves behind what hangs, such as a database that went silent.
if (command === 'start') process.exit()
