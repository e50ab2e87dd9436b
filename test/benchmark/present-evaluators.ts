import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { KernelEvaluator } from '../../native-worker/kernel-evaluator/kernel-evaluator.ts';
import type { Kernel } from '../../native-worker/kernel-evaluator/kernel.ts';
import { kernelsPresent } from '../kernel-evaluator/evaluators-present.ts';

/** An evaluator that this machine has. */
export interface PresentEvaluator {
  /** What stands after the `@` of a result: `native`, `native-avx2`, `wasm`, `interpreter`. */
  readonly suffix: string;
  readonly instructionSet: string | null;
  readonly evaluator: Evaluator;
}

/** What this machine has, fastest first, and why it does not have the rest. */
export interface PresentEvaluators {
  /** One of each tier, with its best instruction set. */
  readonly tiers: readonly PresentEvaluator[];
  /** The native tier's other instruction sets. */
  readonly others: readonly PresentEvaluator[];
  readonly absent: readonly string[];
}

/** Finds them; the native ones are compiled if need be. */
export async function presentEvaluators(): Promise<PresentEvaluators> {
  const { kernels, absent } = await kernelsPresent();
  const present = (kernel: Kernel, suffix: string): PresentEvaluator => {
    return { suffix, instructionSet: kernel.instructionSet, evaluator: new KernelEvaluator(kernel) };
  };
  const native = kernels.filter(({ name }) => name === 'native');
  const [best, ...slower] = native;
  const wasm = kernels.filter(({ name }) => name === 'wasm');
  return {
    tiers: [
      ...(best === undefined ? [] : [present(best, 'native')]),
      ...wasm.map((kernel) => present(kernel, 'wasm')),
      { suffix: 'interpreter', instructionSet: null, evaluator: new Interpreter() },
    ],
    others: slower.map((kernel) => present(kernel, `native-${kernel.instructionSet}`)),
    absent,
  };
}
