import { contentHash } from '../../algorithm/content-hash.ts';
import { programOfBytes } from '../../search/edit-bytes.ts';
import { idOf, parentIdOf, type PhylogenyEntry, type PhylogenyRun } from './phylogeny-entry.ts';
import { recordedMutations } from './recorded-mutations.ts';

const COLUMNS = [
  // The standard's.
  ...['id', 'ancestor_list', 'origin_time', 'destruction_time'],
  // Ours.
  ...['experiment', 'island', 'birth', 'fitness', 'kind', 'mutations', 'program_hash'],
];

/**
 * A table by the phylogeny standard of the ALife data standards: a line for each birth, headed by the columns' names.
 * Founders have the ancestor list `[none]`. Time is the number of candidates that the birth's island had scored in the
 * experiment; who lives, as far as is on record, has the destruction time `none`. Where the record holds the program in
 * full, its content hash is given. No field needs quotes.
 *
 * @throws {RangeError} where a birth does not belong to the run, or its record is damaged
 */
export function* alifeCsv(entries: Iterable<PhylogenyEntry>, run: PhylogenyRun): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for (const entry of entries) yield `${fieldsOf(entry, run).join(',')}\n`;
}

function fieldsOf(entry: PhylogenyEntry, run: PhylogenyRun): readonly (string | number)[] {
  const { experiment, island, birth, search, kind, died, edits, program } = entry;
  return [
    idOf(experiment, entry, run),
    `[${parentIdOf(entry, run) ?? 'none'}]`,
    birth,
    died ?? 'none',
    experiment,
    island,
    birth,
    search,
    kind,
    edits === null
      ? ''
      : recordedMutations(edits)
          .map(({ kind: mutation }) => mutation)
          .join('+'),
    program === null ? '' : contentHash(programOfBytes(program), run.outputs),
  ];
}
