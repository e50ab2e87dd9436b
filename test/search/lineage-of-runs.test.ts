import { describe, expect, it } from 'vitest';
import { ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import { type LineageRecord, recordsOf } from '../../native-worker/search/lineage-record.ts';
import { lineageOf } from '../../native-worker/search/recorded-lineage.ts';
import { replayLineage } from '../../native-worker/search/replay-lineage.ts';
import type { RunEvent } from '../../native-worker/search/run-events.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import { nameOf } from './lineage-model.ts';
import { finish, services, smallSpec } from './run-sessions.ts';

const TASKS = { kind: 'linear', features: 4, count: 1, train: 10, valid: 4 };
const OPTIONS = {
  tasks: { search: TASKS, select: TASKS, final: TASKS },
  islands: 2,
  migration: { everyEpochs: 3, count: 3, topology: 'ring', select: 'random' },
};

/** What a run puts on record of its experiment, by name, and its champions. */
function recorded(events: readonly RunEvent[]) {
  const records = new Map<string, LineageRecord>();
  let pieces = 0;
  for (const event of events) {
    const lineages = event.kind === 'lineage' ? event.pieces : event.kind === 'champion' ? [event.champion.line] : [];
    if (event.kind === 'lineage') pieces += event.pieces.length;
    for (const record of lineages.flatMap((lineage) => recordsOf(lineage, 'founder-random')))
      records.set(nameOf(record), record);
  }
  const champions = events.flatMap((event) => (event.kind === 'champion' ? [event.champion] : []));
  return { records, pieces, champions };
}

describe('the line of every champion of a run', () => {
  it.each([
    // Enough for lines to leave memory.
    ['evolution', 18_000],
    ['mgg', 18_000],
    ['random', 1000],
  ])('is on record from its founder on and replays to exactly its program and fitness: %s', (search, candidates) => {
    const budget = { candidates, experiments: 1 };
    const events = finish(RunSession.start(smallSpec({ search }, { ...OPTIONS, budget }), services()));
    const { records, pieces, champions } = recorded(events);
    expect(champions.length).toBeGreaterThan(0);
    // Each candidate of a random search founds a line of its own.
    expect(pieces > 0).toBe(search !== 'random');
    for (const champion of champions) {
      const line: LineageRecord[] = [];
      let next: LineageRecord | undefined = records.get(nameOf(champion));
      for (; next !== undefined; next = next.parent === null ? undefined : records.get(nameOf(next.parent)))
        line.unshift(next);
      expect(line[0]?.kind).toBe('founder-random');
      const lineage = lineageOf(line);
      const program = new ProgramBuffer();
      replayLineage(lineage, (_place, each) => {
        program.copyFrom(each);
      });
      expect(program.toProgram()).toEqual(champion.program);
      expect(lineage.fitness.at(-1)).toBe(champion.search);
    }
  });
});
