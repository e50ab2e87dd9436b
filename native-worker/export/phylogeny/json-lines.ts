import { contentHash } from '../../algorithm/content-hash.ts';
import { printAlgorithm } from '../../algorithm/print-algorithm.ts';
import { type Program, unpackProgram } from '../../algorithm/program.ts';
import { programOfBytes } from '../../search/edit-bytes.ts';
import { idOf, parentIdOf, type PhylogenyEntry, type PhylogenyRun } from './phylogeny-entry.ts';
import { recordedMutations } from './recorded-mutations.ts';

/**
 * An object a line for each birth, with its mutations and, where the record holds it in full, the program's exact
 * listing. Names are those of the ALife table (`alife-csv.ts`); a founder's `ancestor_list` is empty, and the
 * `destruction_time` of who lives is null.
 *
 * @throws {RangeError} where a birth does not belong to the run, or its record is damaged
 */
export function* phylogenyJsonLines(entries: Iterable<PhylogenyEntry>, run: PhylogenyRun): Generator<string> {
  for (const entry of entries) yield `${JSON.stringify(objectOf(entry, run))}\n`;
}

function objectOf(entry: PhylogenyEntry, run: PhylogenyRun): Readonly<Record<string, unknown>> {
  const { experiment, island, birth, search, kind, died, edits, program } = entry;
  const parent = parentIdOf(entry, run);
  return {
    id: idOf(experiment, entry, run),
    ancestor_list: parent === null ? [] : [parent],
    origin_time: birth,
    destruction_time: died,
    experiment,
    island,
    birth,
    fitness: search,
    kind,
    mutations: edits === null ? [] : recordedMutations(edits),
    ...(program === null ? {} : inFull(programOfBytes(program), run)),
  };
}

function inFull(program: Program, { outputs }: PhylogenyRun): Readonly<Record<string, unknown>> {
  return { program_hash: contentHash(program, outputs), listing: printAlgorithm(unpackProgram(program)) };
}
