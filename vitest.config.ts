import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const PROPERTY_RUNS = { usual: '100', long: '5000' }
const TEST_LIMIT_MS = { usual: 30_000, long: 600_000 }

export default defineConfig(({ mode }) => {
  const length = mode === 'long' ? 'long' : 'usual'
  return {
    test: {
      include: ['test/**/*.test.ts'],
      setupFiles: ['test/setup.ts'],
      env: { PROPERTY_RUNS: PROPERTY_RUNS[length] },
      pool: 'forks',
      // On two cores it would be one, and the slowest tests wait for programs that start and stop.
      maxWorkers: Math.max(2, availableParallelism() - 1),
      testTimeout: TEST_LIMIT_MS[length],
      hookTimeout: TEST_LIMIT_MS[length],
      coverage: {
        provider: 'v8',
        include: ['src/**/*.ts', 'bots/**/*.ts'],
        exclude: ['src/storage/generated/**', '**/*-ports.ts'],
        reporter: ['text-summary'],
        thresholds: { lines: 80 },
      },
    },
  }
})
