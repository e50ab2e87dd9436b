import { buildKernels } from '../native-worker/tiers/kernel-files.ts';

/** Compiles the native evaluator before any test runs, so that no test waits for it and runs out of time. */
export default async function buildFirst(): Promise<void> {
  const { native } = await buildKernels(process.env, () => undefined);
  if (native.kind === 'unavailable') process.stderr.write(`tests run without the native evaluator: ${native.reason}\n`);
}
