import { canonicalize } from './canonical-form.ts';
import type { OutputKind } from './output-kind.ts';
import { programDigest } from './program-digest.ts';
import type { Program } from './program.ts';

/**
 * Names what a program computes: 32 lower-case hexadecimal digits, a hash of its canonical form, output kind and
 * semantics version. Equal hashes mean equal losses on every task, bit for bit. For what is kept or shown (history,
 * exports); `quickHash` serves sets in memory.
 */
export function contentHash(program: Program, outputs: OutputKind): string {
  return programDigest(canonicalize(program, outputs), outputs);
}
