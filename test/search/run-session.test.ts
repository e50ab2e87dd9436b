import { Packr } from 'msgpackr';
import { describe, expect, it } from 'vitest';
import { bufferOf } from '../../native-worker/algorithm/program-buffer.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { replayLineage } from '../../native-worker/search/replay-lineage.ts';
import type { RunEvent } from '../../native-worker/search/run-events.ts';
import { RunSession } from '../../native-worker/search/run-session.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { digestOf, finish, hesitantServices, services, smallSpec } from './run-sessions.ts';

const REFERENCE = smallSpec({ form: 'reference' });
const METHODS: readonly (readonly [string, Spec])[] = [
  ['regularized evolution in the reference form', REFERENCE],
  ['regularized evolution in the paper form', smallSpec({ form: 'paper' })],
  ['minimal generation gap', smallSpec({ form: 'workbench' }, { budget: { candidates: 240, experiments: 2 } })],
  ['random search', smallSpec({ form: 'reference', search: 'random', cache: 'canonical' })],
  [
    'evolution on three islands in a ring',
    smallSpec({ form: 'reference' }, { islands: 3, migration: { everyEpochs: 2, count: 3 } }),
  ],
  [
    'minimal generation gap on two islands that send their fittest',
    smallSpec(
      { form: 'workbench' },
      {
        islands: 2,
        migration: { everyEpochs: 1, count: 2, topology: 'random', select: 'best' },
        budget: { candidates: 400, experiments: 2 },
      },
    ),
  ],
];

type EventOf<K extends RunEvent['kind']> = Extract<RunEvent, { kind: K }>;

function eventsOf<K extends RunEvent['kind']>(events: readonly RunEvent[], kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind);
}

function resultOf(spec: Spec) {
  const run = RunSession.start(spec, services());
  const events = finish(run);
  return { run, events, result: run.result() };
}

/** A state as it comes back from a store. */
function stored(saved: SavedRun): SavedRun {
  const packr = new Packr({ structuredClone: true });
  return packr.unpack(packr.pack(saved)) as SavedRun;
}

describe.each(METHODS)('a run by %s', (_, spec) => {
  const undisturbed = resultOf(spec);

  it('has the same digest when it is run again, and another one for another seed', () => {
    expect(digestOf(spec)).toBe(undisturbed.run.digest());
    expect(digestOf({ ...spec, seed: spec.seed + 1 })).not.toBe(undisturbed.run.digest());
  });

  it('cut anywhere, stored and resumed, comes to the same digest and the same result', () => {
    const pieces = piecesOf(spec);
    const random = new ThreefryRandomSource({ seed: 99, experiment: 0, island: 0, purpose: 'search' });
    for (let cut = 0; cut < 10; cut++) {
      const run = RunSession.start(spec, services());
      const place = random.position(pieces);
      for (let piece = 0; piece < place || !run.isAtRest; piece++) run.advance();
      const digest = run.digest();
      const resumed = RunSession.resume(spec, services(), stored(run.save()));
      expect(resumed.digest()).toBe(digest);
      finish(resumed);
      expect({ cut: place, digest: resumed.digest() }).toEqual({ cut: place, digest: undisturbed.run.digest() });
      expect(comparable(resumed)).toEqual(comparable(undisturbed.run));
    }
  });

  it('cut at every piece comes to the same digest', () => {
    let run = RunSession.start(spec, services());
    while (!run.finished) {
      run.advance();
      if (run.isAtRest) run = RunSession.resume(spec, services(), stored(run.save()));
    }
    expect(run.digest()).toBe(undisturbed.run.digest());
  });

  it('pausing in the midst of evaluations comes to the same digest, and is saved only when it is at rest', () => {
    let run = RunSession.start(spec, hesitantServices());
    let pauses = 0;
    let cuts = 0;
    while (!run.finished && run.figures().counts.candidates < 60) {
      run.advance();
      if (!run.isAtRest) {
        pauses++;
        expect(() => run.save()).toThrow('advance it until it is at rest');
      } else if (cuts < 5) {
        cuts++;
        run = RunSession.resume(spec, hesitantServices(), stored(run.save()));
      }
    }
    expect(pauses).toBeGreaterThan(50);
    expect(cuts).toBeGreaterThan(1);
    while (!run.isAtRest) run.advance();
    run = RunSession.resume(spec, services(), stored(run.save()));
    finish(run);
    expect(run.digest()).toBe(undisturbed.run.digest());
  });

  it('tells of every champion the line that led to it, which replays to it', () => {
    for (const { champion } of eventsOf(undisturbed.events, 'champion')) {
      const { line } = champion;
      const programs: Program[] = [];
      replayLineage(line, (_, program) => programs.push(bufferOf(program).toProgram()));
      const last = programs.length - 1;
      expect(programs[last]).toEqual(champion.program);
      expect({ birth: line.births[last], search: line.fitness[last] }).toEqual({
        birth: champion.birth,
        search: champion.search,
      });
    }
  });

  it('scores its improving steps on T_select, and they rise on T_search', () => {
    const { improvements } = undisturbed.result;
    expect(improvements.length).toBeGreaterThan(0);
    improvements.reduce((before, { search, select }) => {
      expect(search).toBeGreaterThan(before);
      expect(select).toBeGreaterThanOrEqual(0);
      return search;
    }, -1);
  });
});

/** All of a result but what the canonical cache, which a resumed run begins anew, did for it. */
function comparable(run: RunSession) {
  const { figures, ...result } = run.result();
  const { candidates, refused, chargedSteps, failed, overBudget } = figures.counts;
  return { ...result, counts: { candidates, refused, chargedSteps, failed, overBudget } };
}

function piecesOf(spec: Spec): number {
  const run = RunSession.start(spec, services());
  let pieces = 0;
  for (; !run.finished; pieces++) run.advance();
  return pieces;
}

describe('the flow of a run', () => {
  it('takes experiments in order, each with its share of the budget', () => {
    const { events, result } = resultOf(REFERENCE);
    expect(eventsOf(events, 'experiment-started').map(({ experiment }) => experiment)).toEqual([0, 1, 2]);
    const candidates = eventsOf(events, 'experiment-ended').map(({ figures }) => figures.experimentCounts.candidates);
    expect(candidates).toEqual([200, 200, 200]);
    expect(result.figures.counts.candidates).toBe(600);
    expect(result.ending).toBe('budget-spent');
  });

  it('looks at each experiment’s champion once in the reference form, and keeps the best, the later one on ties', () => {
    const { events, result } = resultOf(REFERENCE);
    const champions = eventsOf(events, 'champion').map(({ champion }) => champion);
    expect(champions.map(({ experiment }) => experiment)).toEqual([0, 1, 2]);
    const best = champions.reduce((kept, next) => (next.select.fitness >= kept.select.fitness ? next : kept));
    expect(result.champion).toEqual(best);
  });

  it('ends with an experiment above the bar on T_select, whatever budget is left', () => {
    const select = resultOf(REFERENCE).events.flatMap((event) =>
      event.kind === 'champion' ? [event.champion.select.fitness] : [],
    );
    const solved = resultOf({ ...REFERENCE, budget: { ...REFERENCE.budget, stopAbove: select[0]! - 1e-9 } });
    expect(solved.result.ending).toBe('solved');
    expect(eventsOf(solved.events, 'experiment-ended')).toHaveLength(1);
  });

  it('is not solved by a fitness that only reaches the bar', () => {
    const { budget } = REFERENCE;
    const highest = Math.max(
      ...eventsOf(resultOf(REFERENCE).events, 'champion').map(({ champion }) => champion.select.fitness),
    );
    expect(resultOf({ ...REFERENCE, budget: { ...budget, stopAbove: highest } }).result.ending).toBe('budget-spent');
  });

  it('looks at T_final once, after all is decided', () => {
    const looks: string[] = [];
    const given = services();
    const { evaluator } = given;
    const run = RunSession.start(REFERENCE, {
      ...given,
      evaluator: {
        name: 'interpreter',
        begin: (program, set, request, tasks, result) => {
          looks.push(set.hash);
          evaluator.begin(program, set, request, tasks, result);
        },
        advance: (work) => evaluator.advance(work),
        evaluate: (program, set, request, tasks, result) => {
          looks.push(set.hash);
          evaluator.evaluate(program, set, request, tasks, result);
        },
      },
    });
    finish(run);
    const { finalTasks } = run.result();
    const first = looks.indexOf(finalTasks);
    expect(first).toBeGreaterThan(0);
    expect(looks.lastIndexOf(finalTasks)).toBe(first);
  });

  it('stops at the end of a sweep, once its training steps are used up', () => {
    const budget = { ...REFERENCE.budget, candidates: null, trainSteps: 5000, experiments: 1 };
    const { result, events } = resultOf({ ...REFERENCE, budget });
    const sweeps = eventsOf(events, 'progress').map(({ figures }) => figures.counts.chargedSteps);
    expect(sweeps.at(-1)).toBeGreaterThanOrEqual(5000);
    expect(sweeps.at(-2)).toBeLessThan(5000);
    expect(result.figures.counts.candidates % REFERENCE.method.population).toBe(0);
  });

  it('reaches a barrier only after every epoch’s sweeps', () => {
    const spec = smallSpec({ form: 'reference', epochSweeps: 3 }, { budget: { candidates: 140, experiments: 1 } });
    const { events } = resultOf(spec);
    expect(eventsOf(events, 'progress').map(({ figures }) => figures.counts.candidates)).toEqual([20, 80, 140]);
  });

  it('shows the hand-designed algorithms on all three sets', () => {
    const references = [
      { label: 'linear', algorithm: 'linear', learningRate: 0.1, firstScale: 0.1, finalScale: 0.1 },
    ] as const;
    const { events, result } = resultOf({ ...REFERENCE, references: [...references] });
    const [atStart] = eventsOf(events, 'references').flatMap((event) => event.references);
    expect(atStart).toMatchObject({ label: 'linear', final: null });
    const [atEnd] = result.references;
    expect(atEnd).toMatchObject({ search: atStart?.search, select: atStart?.select });
    expect(atEnd?.final).toBeGreaterThan(0.5);
  });

  it('scores a champion that draws random numbers under several noise seeds', () => {
    const one = { init: 1, min: 1, max: 1 };
    const noisy = smallSpec(
      { form: 'reference' },
      {
        init: { listing: 'def Setup():\n  s2 = 1\ndef Predict():\n  s1 = gaussian(0, 1)\ndef Learn():\n' },
        ops: { setup: [56], predict: [], learn: [] },
        sizes: { setup: one, predict: one, learn: { init: 0, min: 0, max: 0 } },
        noise: 'fresh',
        budget: { candidates: 40, experiments: 1 },
      },
    );
    const { noise } = resultOf(noisy).result;
    expect(noise?.fitness).toHaveLength(8);
    expect(new Set(noise?.fitness).size).toBeGreaterThan(1);
    expect(noise?.deviation).toBeGreaterThan(0);
    expect(resultOf(REFERENCE).result.noise).toBeNull();
  });
});

describe('a saved run', () => {
  it('of another layout or other semantics is refused', () => {
    const saved = RunSession.start(REFERENCE, services()).save();
    expect(() => RunSession.resume(REFERENCE, services(), { ...saved, format: 0 })).toThrow('layout 0, expected 3');
    expect(() => RunSession.resume(REFERENCE, services(), { ...saved, semantics: 0 })).toThrow(
      'semantics version 0, expected 1',
    );
  });

  it('holds plain data only', () => {
    const run = RunSession.start(REFERENCE, services());
    for (let piece = 0; piece < 3; piece++) run.advance();
    const saved = run.save();
    expect(stored(saved)).toEqual(saved);
    expect(structuredClone(saved)).toEqual(saved);
  });
});
