import { defineConfig } from 'vitest/config';

const onCi = process.env['CI'] === 'true';
/** Tests that compile the kernel again, on purpose wrongly or to compare, are a script of their own. */
const suite = process.env['npm_lifecycle_event'] === 'compiled' ? 'compiled' : 'unit';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-first.ts'],
    pool: 'forks',
    // No module keeps state between calls, so test files may share a process; that halves the time.
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: onCi ? ['default', ['json', { outputFile: `build/${suite}-report.json` }]] : ['default'],
  },
});
