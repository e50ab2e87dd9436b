import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the kernel's C++ stands. */
export const KERNEL_FOLDER = join(import.meta.dirname, '..', 'kernel');

/** One file of the kernel's source. */
export interface KernelSource {
  /** File name within the folder. */
  readonly name: string;
  readonly text: string;
}

/** All C++ files of a folder, by name. Line ends are those of the repository, whatever the checkout has. */
export function readKernelSources(folder: string = KERNEL_FOLDER): readonly KernelSource[] {
  return readdirSync(folder)
    .filter((name) => /\.(cpp|hpp)$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n') }));
}
