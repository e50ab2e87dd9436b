import { defineConfig } from 'vitest/config';

const onCi = process.env['CI'] === 'true';
/**
 * The suites by the script that runs them: `compiled` compiles the kernel again, on purpose wrongly or to compare;
 * `end-to-end` runs the program as a user does, in processes of its own.
 */
const COMPILED = ['test/**/*.build.test.ts'];
const END_TO_END = ['test/command-line/*.test.ts', 'test/one-digest/*.test.ts', 'test/workers/children.test.ts'];
const SUITES = {
  unit: { include: ['test/**/*.test.ts'], exclude: [...COMPILED, ...END_TO_END] },
  'end-to-end': { include: END_TO_END, exclude: COMPILED },
  compiled: { include: COMPILED, exclude: [] },
  all: { include: ['test/**/*.test.ts'], exclude: [] },
} as const;
const script = process.env['npm_lifecycle_event'] ?? '';
const suite = script in SUITES ? (script as keyof typeof SUITES) : 'all';

export default defineConfig({
  test: {
    include: [...SUITES[suite].include],
    exclude: ['**/node_modules/**', ...SUITES[suite].exclude],
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
