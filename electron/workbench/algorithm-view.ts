import { canonicalize } from '../../native-worker/algorithm/canonical-form.ts';
import { liveInstructions } from '../../native-worker/algorithm/liveness.ts';
import type { OutputKind } from '../../native-worker/algorithm/output-kind.ts';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { packAlgorithm, type Program, unpackProgram } from '../../native-worker/algorithm/program.ts';

/** An algorithm as it is shown: constants to six digits. */
export interface AlgorithmView {
  /** As it was found, dead lines marked. */
  readonly listing: string;
  /** What it amounts to: without dead code, registers renamed in order of use. */
  readonly canonical: string;
}

/** How an algorithm is shown. @param listing as it was found */
export function viewAlgorithm(listing: string, outputs: OutputKind): AlgorithmView {
  const algorithm = parseAlgorithm(listing);
  const program = packAlgorithm(algorithm);
  return {
    listing: printAlgorithm(algorithm, { precision: 'display', live: liveInstructions(program, outputs) }),
    canonical: printAlgorithm(unpackProgram(canonicalize(program, outputs)), { precision: 'display' }),
  };
}

/** The canonical form as a listing with constants to the last bit; it reads back. @param listing as it was found */
export function canonicalListing(listing: string, outputs: OutputKind): string {
  return printAlgorithm(unpackProgram(canonicalize(packAlgorithm(parseAlgorithm(listing)), outputs)));
}

/** A program as a listing with constants to the last bit. */
export function listingOf(program: Program): string {
  return printAlgorithm(unpackProgram(program));
}

/** A listing with constants to the last bit and dead lines marked; it still reads back. */
export function markedListing(listing: string, outputs: OutputKind): string {
  const algorithm = parseAlgorithm(listing);
  return printAlgorithm(algorithm, { live: liveInstructions(packAlgorithm(algorithm), outputs) });
}
