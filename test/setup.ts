import fc from 'fast-check'

/** Each property is tried with the same hundred cases every time; `npm run test:long` tries many more, other ones each time, and prints the seed of what failed. */
const runs = Number(process.env.PROPERTY_RUNS ?? 100)
fc.configureGlobal({ numRuns: runs, ...(runs === 100 && { seed: 20_261_120 }) })
