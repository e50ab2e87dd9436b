import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashFileOf } from '../../native-worker/tiers/intact-file.ts';
import { WASM_MODULE } from '../../native-worker/tiers/wasm-files.ts';

/** A coefficient of the exponential's series. */
const COEFFICIENT = 0.1666666666666668;

/** Writes the WebAssembly kernel with one coefficient changed in its tenth digit, and gives the file. */
export function kernelWithWrongCoefficient(folder: string): string {
  const module = readFileSync(WASM_MODULE);
  const coefficient = Buffer.alloc(8);
  coefficient.writeDoubleLE(COEFFICIENT);
  const first = module.indexOf(coefficient);
  if (first < 0) throw new Error(`the kernel has no ${COEFFICIENT}; is it still a coefficient of exp?`);
  for (let place = first; place >= 0; place = module.indexOf(coefficient, place + 1)) module[place + 2]! ^= 1;
  const file = path.join(folder, 'kernel.wasm');
  writeFileSync(file, module);
  return file;
}

/** A copy of a file that ends in the middle; of an addon's hash, the whole. */
export function cutShort(file: string, copy: string, bytes: number): string {
  copyFileSync(file, copy);
  truncateSync(copy, bytes);
  if (file.endsWith('.node')) copyFileSync(hashFileOf(file), hashFileOf(copy));
  return copy;
}

/** Flags of builds that round otherwise, by what is wrong with them. */
export const WRONG_FLAGS = {
  /** Rounds once where it should round twice. */
  'products and sums fused': process.arch === 'x64' ? ['-ffp-contract=fast', '-mfma'] : ['-ffp-contract=fast'],
  'sums from left to right': ['-DKERNEL_LEFT_TO_RIGHT_SUMS'],
} as const;
