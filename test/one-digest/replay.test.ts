import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineageRecords } from '../../electron/workbench/lineage-rows.ts';
import { listingOf } from '../../electron/workbench/algorithm-view.ts';
import { withHistoryAsFound } from '../../electron/workbench/with-history.ts';
import { storedSpec } from '../../electron/workbench/stored-spec.ts';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import { ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { CandidateScorer } from '../../native-worker/search/candidate-scorer.ts';
import { noiseSeeds } from '../../native-worker/search/random-stream.ts';
import { lineageOf } from '../../native-worker/search/recorded-lineage.ts';
import { replayLineage } from '../../native-worker/search/replay-lineage.ts';
import { runTaskSets } from '../../native-worker/search/run-task-sets.ts';
import { fileTaskSource } from '../../native-worker/task-source.ts';
import { runCommand } from '../command-line/command.ts';
import { writeSmallSpec } from '../command-line/small-spec.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';

const folder = temporaryFolder();
const OPS = [56, 27, 2, 3, 18, 23, 62, 63];
const OPTIONS = {
  ops: { setup: OPS, predict: OPS, learn: OPS },
  noise: 'fresh',
  islands: 3,
  migration: { everyEpochs: 2, count: 5, topology: 'ring', select: 'best' },
};

/** The last program of a line, and its fitness on record. */
function replayed(lineage: ReturnType<typeof lineageOf>): { readonly program: Program; readonly search: number } {
  const last = new ProgramBuffer();
  replayLineage(lineage, (_place, program) => {
    last.copyFrom(program);
  });
  return { program: last.toProgram(), search: lineage.fitness.at(-1)! };
}

describe('every champion of a run that the program has worked on', () => {
  it.each([
    ['reference', 'evolution', 15_000],
    ['paper', 'evolution', 15_000],
    ['workbench', 'mgg', 8000],
    ['workbench', 'random', 600],
  ])('replays from its origin to its program and fitness: %s, %s', async (form, search, candidates) => {
    const file = join(folder, `${form}-${search}.sqlite`);
    const method = { form, search, cache: 'none', population: 50, selectWhen: 'new-best' };
    const spec = writeSmallSpec(join(folder, `${form}-${search}.json`), {
      ...OPTIONS,
      method,
      budget: { candidates, experiments: 2 },
    });
    const { code, stderr } = await runCommand(file, 'evolve', spec, '--json', '--quiet', '--checkpoint-seconds', '0.2');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

    await withHistoryAsFound(file, async (history) => {
      const [run] = await history.runs.list();
      const spec = await storedSpec(history, run!);
      const sets = runTaskSets(spec, fileTaskSource(folder));
      const champions = await history.champions.of(run!.id);
      expect(champions.length).toBeGreaterThan(1);
      for (const champion of champions) {
        const { experiment, island, birth } = champion;
        const line = await history.lineage.line(run!.id, champion);
        expect(line[0]?.kind).toBe('founder-random');
        const { program, search } = replayed(lineageOf(lineageRecords(line)));
        expect(listingOf(program)).toBe(champion.listing);
        expect(contentHash(program, spec.outputs)).toBe(champion.hash);
        expect(search).toBe(champion.search);
        const scorer = new CandidateScorer({
          spec,
          set: sets.get('search', experiment),
          evaluator: new Interpreter(),
          noiseSeed: noiseSeeds(spec, experiment, island),
        });
        expect(scorer.score(program, birth)).toBe(champion.search);
      }
    });
  });
});
