import { defineConfig } from 'vitest/config';

const onCi = process.env['CI'] === 'true';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-first.ts'],
    pool: 'forks',
    // No module keeps state between calls, so test files may share a process; that halves the time.
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: onCi ? ['default', ['json', { outputFile: 'build/unit-report.json' }]] : ['default'],
  },
});
