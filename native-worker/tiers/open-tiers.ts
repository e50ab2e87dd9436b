import { existsSync } from 'node:fs';
import { Interpreter } from '../evaluator/interpreter.ts';
import { KernelEvaluator } from '../kernel-evaluator/kernel-evaluator.ts';
import type { Kernel } from '../kernel-evaluator/kernel.ts';
import type { NativeBuild } from './build-native.ts';
import { damageOf } from './intact-file.ts';
import type { KernelFiles } from './kernel-files.ts';
import { chooseKernel, loadNativeKernels } from './load-native.ts';
import { loadWasmKernel } from './load-wasm.ts';
import type { OpenedTier, TierOpener } from './tier.ts';

/**
 * Opens tiers from compiled kernels.
 *
 * @param environment `AUTOML_ZERO_ISA` names the native instruction set; without it, it is the best that runs here.
 *   Opening the native tier throws an `EvaluatorError` where this machine does not run the one that is named
 */
export function openTiers(files: KernelFiles, environment: NodeJS.ProcessEnv): TierOpener {
  return (name) => {
    switch (name) {
      case 'native':
        return openNative(files.native, environment['AUTOML_ZERO_ISA']);
      case 'wasm':
        return openWasm(files.wasm);
      case 'interpreter':
        return { kind: 'open', evaluator: new Interpreter(), instructionSet: null };
    }
  };
}

/** A tier that runs programs by a kernel. */
export function kernelTier(kernel: Kernel): OpenedTier {
  return { kind: 'open', evaluator: new KernelEvaluator(kernel), instructionSet: kernel.instructionSet };
}

function openNative(build: NativeBuild, wanted: string | undefined): OpenedTier {
  if (build.kind === 'unavailable') return build;
  const { file } = build;
  const damage = damageOf(file);
  if (damage !== null) return { kind: 'damaged', reason: damage };
  let kernels: readonly Kernel[];
  try {
    kernels = loadNativeKernels(file);
  } catch (error) {
    return { kind: 'damaged', reason: `${file} cannot be loaded: ${(error as Error).message}` };
  }
  if (kernels.length === 0) {
    return { kind: 'unavailable', reason: 'this processor has none of the instruction sets it was compiled for' };
  }
  return kernelTier(chooseKernel(kernels, wanted));
}

function openWasm(file: string): OpenedTier {
  try {
    return kernelTier(loadWasmKernel(file));
  } catch (error) {
    const kind = existsSync(file) ? 'damaged' : 'unavailable';
    return { kind, reason: `${file} cannot be loaded: ${(error as Error).message}` };
  }
}
