import { parseListing } from '../../native-worker/algorithm/parse-algorithm.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import { packAlgorithm, type Program, unpackProgram } from '../../native-worker/algorithm/program.ts';
import { drawProgram } from '../../native-worker/search/random-program.ts';
import type { RandomSource } from '../../native-worker/search/random-source.ts';
import type { SearchSpace } from '../../native-worker/search/search-space.ts';

/** The packed program of a listing. */
export function program(listing: string): Program {
  return packAlgorithm(parseListing(listing));
}

/** The exact listing of a packed program, to compare programs by. */
export function listingOf(each: Program): string {
  return printAlgorithm(unpackProgram(each));
}

/** A random program of a space. */
export function randomProgram(space: SearchSpace, random: RandomSource): Program {
  const buffer = new ProgramBuffer();
  drawProgram(buffer, space, random);
  return buffer.toProgram();
}
