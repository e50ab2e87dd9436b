import { parseListing } from '../../native-worker/algorithm/parse-algorithm.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { packAlgorithm, type Program, unpackProgram } from '../../native-worker/algorithm/program.ts';

/** The packed program of a listing. */
export function program(listing: string): Program {
  return packAlgorithm(parseListing(listing));
}

/** The exact listing of a packed program, to compare programs by. */
export function listingOf(each: Program): string {
  return printAlgorithm(unpackProgram(each));
}
