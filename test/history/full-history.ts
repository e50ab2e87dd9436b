import { HistoryError } from '../../electron/history/history-error.ts';
import type { History, Repositories } from '../../electron/history/open-history.ts';
import { FIRST_PAGE } from '../../electron/history/repositories/lineage.ts';
import { addRun } from './example-run.ts';

const IDS = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'];

/** Fills a history with records of every kind: three runs, of which one was finished, one stopped and one waits. */
export function fillHistory(history: Repositories): void {
  for (const [index, id] of IDS.entries()) {
    const spec = history.specs.put(JSON.stringify({ version: 1, name: `spec ${index}`, long: 'x'.repeat(300) }));
    addRun(history, id, { specHash: spec, name: `run ${index}`, preset: 'demo', seed: index, note: 'a note on it' });
    history.runs.tag(id, ['good', `number-${index}`], []);
  }
  for (const id of IDS.slice(0, 2)) fillRun(history, id);
  history.runs.end('aaaaaaaaaaaa', {
    ...{
      state: 'done',
      outcome: 'solved',
      failure: null,
      digest: 'd'.repeat(64),
      digestForm: 2,
      bestHash: 'hash0',
      bestFinal: 0.75,
    },
    finishedAt: 900,
  });
  history.finalLooks.put({ runId: null, taskSet: 'tasks', algorithm: 'hash9', fitness: 0.5, lookedAt: 7 });
  history.taskSets.put({ hash: 'tasks', role: 'final', description: '100 linear tasks' });
  history.events.add(null, { at: 1, kind: 'program-event', text: 'started', detail: null });
  history.savedViews.put({ name: 'mine', json: '{"filter":"state:done"}', savedAt: 3 });
  const dataSet = { name: 'iris', hash: 'f'.repeat(64), file: 'data/iris.csv', kind: 'csv', rows: 150, bytes: 4551 };
  history.dataSets.put({ ...dataSet, columns: '[{"name":"width"}]', target: 'species', importedAt: 3 });
  const entry = {
    sitting: 's',
    worker: 0,
    beganAt: 1,
    endedAt: 5,
    activity: 'idle',
    why: 'nothing to do',
    runId: null,
  };
  history.workerTimeline.add([entry, { ...entry, beganAt: 5, endedAt: 9, activity: 'working', why: null }]);
}

function fillRun(history: Repositories, id: string): void {
  history.runs.acquire(id, 500);
  const figures = { candidates: 900, chargedSteps: 90_000, executedSteps: 80_000, refused: 3, seconds: 2.5 };
  history.runs.update(id, { ...figures, cpuSeconds: 4.5, bestSearch: 0.9, bestSelect: 0.8 });
  for (let k = 0; k < 12; k++) {
    const hash = `hash${k}`;
    history.algorithms.put(hash, `def Setup():\n  s1 = ${k}\n`);
    const name = { experiment: k % 2, island: 0, birth: k * 10 };
    history.champions.put(id, {
      ...{ ...name, hash, listing: `def Learn():\n  s2 = ${k}\n`, candidates: k, search: k / 12, select: null },
      final: null,
    });
    history.archive.put(id, k, [{ hash, fitness: k / 12, cost: 100 - k, listing: 'def Predict():' }]);
    history.events.add(id, { at: k, kind: 'champion', text: `champion ${k}`, detail: k % 3 === 0 ? 'more' : null });
  }
  for (const number of [0, 1]) {
    const work = { candidates: 450, chargedSteps: 45_000, executedSteps: 40_000 };
    history.experiments.put(id, { number, ...work, championHash: 'hash3', search: 0.5, select: 0.25 });
    history.islands.put(id, { experiment: number, island: 0, epoch: 9, ...work, refused: 1, best: 0.5 });
    history.migrants.put(id, { experiment: number, epoch: 5, source: 0, target: 1, births: [{ island: 0, birth: 7 }] });
    const points = Array.from({ length: 40 }, (_, k) => curvePoint(k));
    history.curves.put(id, [{ experiment: number, island: 0, piece: 0, points }]);
    const counts = points.map((_, epoch) => ({ epoch, counts: [epoch, 2, 3, 4, 5] }));
    history.mutationCounts.put(id, [{ experiment: number, island: 0, piece: 0, points: counts }]);
  }
  history.lineage.put(
    id,
    Array.from({ length: 150 }, (_, birth) => ({
      ...{ experiment: 0, island: 0, birth, kind: birth === 0 ? 'founder' : 'step', search: birth / 150, select: null },
      parentIsland: birth === 0 ? null : 0,
      parentBirth: birth === 0 ? null : birth - 1,
      died: birth % 7 === 0 ? null : birth + 100,
      edits: new Uint8Array([1, birth, 3]),
      program: birth % 10 === 0 ? new Uint8Array(40).fill(birth) : null,
    })),
  );
  history.ancestors.put(id, [
    { experiment: 0, birth: 0, parent: null, change: '{"founder":{}}', search: 0.1, select: null },
    { experiment: 0, birth: 10, parent: 0, change: '{"edits":[]}', search: 0.2, select: 0.3 },
  ]);
  history.checkpoints.put(id, { at: 1, bits: new Float64Array(500).fill(0.5) }, 600);
  history.checkpoints.put(id, { at: 2, bits: new Float64Array(500).fill(0.75) }, 700);
  history.summaries.put(id, '{"references":[],"finalTasks":null}');
  history.evaluatorsInUse.put(id, { name: 'native', instructionSet: 'avx2', dropped: [] }, 500);
  history.finalLooks.put({ runId: id, taskSet: 'tasks', algorithm: 'hash3', fitness: 0.5, lookedAt: 800 });
  history.notes.add(id, 'looks good', 850);
}

function curvePoint(k: number) {
  return {
    ...{ epoch: k, candidates: k * 10, chargedSteps: k * 1000, cpuSeconds: k / 5, wallSeconds: k / 10, best: k / 40 },
    ...{ mean: k / 80, deviation: 0.1, quantiles: [0.1, 0.2, 0.3, 0.4, k / 40] as const, select: k < 20 ? null : 0.5 },
  };
}

/** Everything that a history holds, each kind of record under its name. */
export function kindsOfRecords({ file, repositories: history }: History): Readonly<Record<string, () => unknown>> {
  const ofRuns = (read: (id: string) => unknown) => () => IDS.map(read);
  return {
    runs: () => history.runs.list(),
    queue: () => history.queue.waiting(10),
    groups: () => history.groups.list(),
    specs: () => history.runs.list().map(({ specHash }) => history.specs.get(specHash)),
    algorithms: () => Array.from({ length: 12 }, (_, k) => history.algorithms.listing(`hash${k}`)),
    experiments: ofRuns((id) => history.experiments.of(id)),
    islands: ofRuns((id) => history.islands.of(id)),
    champions: ofRuns((id) => history.champions.of(id)),
    ancestors: ofRuns((id) => history.ancestors.line(id, 0, 10)),
    lineage: ofRuns((id) => history.lineage.page(id, FIRST_PAGE, 1000).rows),
    line: () => history.lineage.line('aaaaaaaaaaaa', { experiment: 0, island: 0, birth: 149 }),
    migrants: ofRuns((id) => history.migrants.of(id)),
    archive: ofRuns((id) => history.archive.of(id)),
    curves: ofRuns((id) => history.curves.of(id)),
    mutationCounts: ofRuns((id) => history.mutationCounts.of(id)),
    checkpoints: ofRuns((id) => latestState(file, history, id)),
    summaries: ofRuns((id) => history.summaries.get(id)),
    evaluators: ofRuns((id) => history.evaluatorsInUse.of(id)),
    events: () => [null, ...IDS].map((id) => history.events.of(id)),
    notes: ofRuns((id) => history.notes.of(id)),
    taskSets: () => history.taskSets.get('tasks'),
    finalLooks: () => [history.finalLooks.count('tasks'), history.finalLooks.of('tasks')],
    views: () => history.savedViews.list(),
    dataSets: () => history.dataSets.list(),
    timeline: () => history.workerTimeline.since(0),
  };
}

/** The latest state of a run; that an earlier one has to do is told like an error here. */
function latestState(file: string, { checkpoints }: Repositories, id: string): unknown {
  const found = checkpoints.get(id);
  if (found?.instead !== null && found !== undefined) throw new HistoryError(file, found.instead);
  return found?.state;
}

/** What was read, as text that can be compared. */
export function asText(read: () => unknown): string {
  return JSON.stringify({ read: read() });
}
