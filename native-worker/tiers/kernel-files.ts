import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildNative, findNativeBuild, type NativeBuild } from './build-native.ts';
import { WASM_MODULE } from './wasm-files.ts';

/** Names a folder with kernels that were compiled elsewhere, to be used in place of the program's own. */
export const KERNELS_VARIABLE = 'AUTOML_ZERO_KERNELS';

/** Where the compiled kernels are. */
export interface KernelFiles {
  readonly native: NativeBuild;
  readonly wasm: string;
}

/**
 * The kernels of this machine, as they are; nothing is compiled. `AUTOML_ZERO_KERNELS` names a folder with `kernel.node`
 * (and its `kernel.node.sha256`) and `kernel.wasm`; what it lacks is not available.
 */
export function findKernels(environment: NodeJS.ProcessEnv): KernelFiles {
  const supplied = suppliedKernels(environment);
  if (supplied !== null) return supplied;
  const known = findNativeBuild();
  const native: NativeBuild =
    known.kind === 'absent' ? { kind: 'unavailable', reason: 'not compiled yet; evolve and doctor do that' } : known;
  return { native, wasm: WASM_MODULE };
}

/**
 * The kernels of this machine; the native one is compiled if that has not been done.
 *
 * @param building called before it is compiled, which takes seconds
 */
export async function buildKernels(environment: NodeJS.ProcessEnv, building: () => void): Promise<KernelFiles> {
  const supplied = suppliedKernels(environment);
  if (supplied !== null) return supplied;
  if (findNativeBuild().kind === 'absent') building();
  return { native: await buildNative(), wasm: WASM_MODULE };
}

function suppliedKernels(environment: NodeJS.ProcessEnv): KernelFiles | null {
  const folder = environment[KERNELS_VARIABLE] ?? '';
  if (folder === '') return null;
  const file = join(folder, 'kernel.node');
  const native: NativeBuild = existsSync(file)
    ? { kind: 'built', file }
    : { kind: 'unavailable', reason: `${KERNELS_VARIABLE}=${folder} has no kernel.node` };
  return { native, wasm: join(folder, 'kernel.wasm') };
}
