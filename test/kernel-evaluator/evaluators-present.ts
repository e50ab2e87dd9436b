import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { InstructionRunner } from '../../native-worker/evaluator/run-instruction.ts';
import { KernelEvaluator } from '../../native-worker/kernel-evaluator/kernel-evaluator.ts';
import type { Kernel } from '../../native-worker/kernel-evaluator/kernel.ts';
import { buildKernels } from '../../native-worker/tiers/kernel-files.ts';
import { loadNativeKernels } from '../../native-worker/tiers/load-native.ts';
import { loadWasmKernel } from '../../native-worker/tiers/load-wasm.ts';

/** An evaluator and what tells it from the others: the tier and its instruction set. */
export interface NamedEvaluator {
  readonly label: string;
  readonly evaluator: Evaluator & InstructionRunner;
}

/** Kernels that run on this machine, and why others do not. */
export interface KernelsPresent {
  readonly kernels: readonly Kernel[];
  readonly absent: readonly string[];
}

/**
 * Every kernel: native with each instruction set of this machine, where a compiler is found, and WebAssembly. The
 * environment may name others, as it may to the program.
 */
export async function kernelsPresent(): Promise<KernelsPresent> {
  const { native, wasm } = await buildKernels(process.env, () => undefined);
  if (native.kind === 'built') {
    return { kernels: [...loadNativeKernels(native.file), loadWasmKernel(wasm)], absent: [] };
  }
  return { kernels: [loadWasmKernel(wasm)], absent: [`native: ${native.reason}`] };
}

/** An evaluator of its own for each kernel. */
export function evaluatorsOf(kernels: readonly Kernel[]): NamedEvaluator[] {
  return kernels.map((kernel) => ({
    label: `${kernel.name} (${kernel.instructionSet})`,
    evaluator: new KernelEvaluator(kernel),
  }));
}

/** The interpreter, and an evaluator of its own for each kernel. */
export async function evaluatorsPresent(): Promise<NamedEvaluator[]> {
  const { kernels } = await kernelsPresent();
  return [{ label: 'the interpreter', evaluator: new Interpreter() }, ...evaluatorsOf(kernels)];
}
