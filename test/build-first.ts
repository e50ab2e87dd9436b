import { buildNative } from '../native-worker/tiers/build-native.ts';

/** Compiles the native evaluator before any test runs, so that no test waits for it and runs out of time. */
export default async function buildFirst(): Promise<void> {
  const build = await buildNative();
  if (build.kind === 'unavailable') process.stderr.write(`tests run without the native evaluator: ${build.reason}\n`);
}
