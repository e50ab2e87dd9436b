import { canonicalize } from './canonical-form.ts';
import type { OutputKind } from './output-kind.ts';
import { programDigest } from './program-digest.ts';
import type { Program } from './program.ts';

/**
 * Names a program's structure: like `contentHash`, but every constant counts the same (those that choose an entry of a
 * vector or matrix, too), so that programs that differ in constants only have one structure hash. 32 lower-case
 * hexadecimal digits; never a content hash. `quickStructureHash` serves sets in memory.
 */
export function structureHash(program: Program, outputs: OutputKind): string {
  return programDigest(canonicalize(program, outputs), outputs, 'without-constants');
}
