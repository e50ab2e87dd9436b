import { copyInstructions } from '../algorithm/program-buffer.ts';
import { CONSTANTS_PER_INSTRUCTION, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import { editsOfBytes } from './edit-bytes.ts';
import type { LineageRecord } from './lineage-record.ts';
import { type Identity, NO_PARENT, type PackedLineage } from './packed-lineage.ts';

/**
 * What was put on record, as a lineage again: of a line, or of any births that have their ancestors with them.
 *
 * @param records parents before children
 * @throws {RangeError} where a parent is missing, or edits cannot be read
 */
export function lineageOf(records: readonly LineageRecord[]): PackedLineage {
  const places = new Map<string, number>();
  const parents = records.map((record, place) => {
    places.set(nameOf(record), place);
    return record.parent === null ? NO_PARENT : placeOfParent(record, record.parent, places);
  });
  const logs = records.map(editsOf);
  const units = logs.reduce((sum, log) => sum + log.units, 0);
  const words = new Uint16Array(units * WORDS_PER_INSTRUCTION);
  const constants = new Float64Array(units * CONSTANTS_PER_INSTRUCTION);
  let unit = 0;
  for (const log of logs) {
    copyInstructions(log, 0, log.units, { words, constants }, unit);
    unit += log.units;
  }
  return {
    islands: Uint32Array.from(records, ({ island }) => island),
    births: Float64Array.from(records, ({ birth }) => birth),
    fitness: Float64Array.from(records, ({ search }) => search),
    deaths: Float64Array.from(records, ({ died }) => died ?? Infinity),
    parents: Int32Array.from(parents),
    isRecorded: new Uint8Array(records.length),
    unitCounts: Uint32Array.from(logs, (log) => log.units),
    words,
    constants,
  };
}

function editsOf(record: LineageRecord) {
  const bytes = record.parent === null ? record.program : record.edits;
  if (bytes === null) throw new RangeError(`${nameOf(record)} has neither edits nor a program: the record is damaged`);
  return editsOfBytes(bytes);
}

function placeOfParent(record: Identity, parent: Identity, places: ReadonlyMap<string, number>): number {
  const place = places.get(nameOf(parent));
  if (place !== undefined) return place;
  throw new RangeError(
    `the parent of ${nameOf(record)}, ${nameOf(parent)}, does not stand before it: bring the line from its founder on`,
  );
}

function nameOf({ island, birth }: Identity): string {
  return `birth ${birth} of island ${island}`;
}
