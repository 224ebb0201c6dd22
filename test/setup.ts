import fc from 'fast-check'

/** How many cases each property is tried with: a hundred, or many more under `npm run test:long`. */
fc.configureGlobal({ numRuns: Number(process.env.PROPERTY_RUNS ?? 100) })
