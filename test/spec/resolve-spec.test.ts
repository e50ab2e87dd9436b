import { describe, expect, it } from 'vitest';
import { formDifferences } from '../../native-worker/spec/form-differences.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import { SpecError } from '../../native-worker/spec/spec-error.ts';
import { specForDigest } from '../../native-worker/spec/spec-for-digest.ts';
import { tasksSchema } from '../../native-worker/spec/tasks-schema.ts';
import { expandSeeds } from '../../native-worker/spec/task-seeds.ts';
import { exampleSpec, withOption } from './example-spec.ts';

/** The paths and messages of what is wrong with a spec. */
function problems(spec: unknown): string {
  try {
    resolveSpec(spec);
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError);
    return (error as SpecError).message;
  }
  throw new Error('the spec was accepted');
}

describe('a spec that says little', () => {
  it('takes the workbench form and its defaults', () => {
    const spec = resolveSpec(exampleSpec());
    expect(spec.method).toMatchObject({ form: 'workbench', search: 'mgg', validity: 'strict' });
    expect(spec).toMatchObject({ outputs: 'scalar', noise: 'fixed', maxAbsError: 100, combination: 'mean', seed: 1 });
  });

  it('takes the defaults of the form that it names', () => {
    const paper = resolveSpec(withOption(exampleSpec(), 'method', { form: 'paper' }));
    expect(paper.combination).toBe('median');
    expect(paper.trainBudget).toEqual({ baseline: 'network', factor: 4, measured: 'canonical' });
    expect(paper.method).toMatchObject({ removal: 'before-selection', constantMutation: 'uniform-factor' });
    const reference = resolveSpec(withOption(exampleSpec(), 'method', { form: 'reference' }));
    expect(reference.method).toMatchObject({ removal: 'after-selection', insertBound: 'below-max', cache: 'fec' });
  });

  it('keeps every option of a form settable alone and shows what differs', () => {
    const spec = resolveSpec(
      withOption(
        withOption(exampleSpec(), 'method', { form: 'reference', fec: { size: 500 } }),
        'combination',
        'median',
      ),
    );
    expect(spec.method.fec).toEqual({
      trainExamples: 10,
      validExamples: 10,
      size: 500,
      forgetEvery: 100,
      key: 'errors',
    });
    expect(formDifferences(spec).map(({ path }) => path)).toEqual(['method.fec.size', 'combination']);
  });

  it('resolves to itself', () => {
    const spec = resolveSpec(exampleSpec());
    expect(resolveSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
  });

  it('takes ops by number or by name and keeps repeats as weights', () => {
    const spec = resolveSpec(withOption(exampleSpec(), 'ops.learn', ['SCALAR_DIFF', 2, 'VECTOR_SUM']));
    expect(spec.ops.learn).toEqual([2, 2, 23]);
  });
});

describe('a spec that cannot be run is refused with the field and what was expected', () => {
  const cases: readonly [name: string, path: string, value: unknown, message: RegExp][] = [
    ['an unknown key', 'methd', {}, /^methd: unknown key/],
    ['an unknown key deep inside', 'tasks.search.feature', 4, /^tasks\.search\.feature: unknown key/],
    ['a wrong type', 'tasks.search.features', '4', /^tasks\.search\.features: expected number, received string/],
    ['a missing set of tasks', 'tasks.final', undefined, /^tasks\.final: /],
    ['an unknown op', 'ops.learn', ['SCALAR_SUN'], /^ops\.learn\[0\]: unknown op "SCALAR_SUN"/],
    ['an op number out of range', 'ops.learn', [65], /^ops\.learn\[0\]: unknown op 65/],
    [
      'a vector op without vectors',
      'addresses.vectors',
      1,
      /VECTOR_SUM \(23\) writes a vector, but addresses\.vectors is 1/,
    ],
    [
      'a maximum below the initial size',
      'sizes.learn',
      { init: 8, min: 1, max: 4 },
      /^sizes\.learn\.max: max is 4, below init 8/,
    ],
    [
      'a tournament above the population',
      'method',
      { population: 5, tournament: 10 },
      /^method\.tournament: tournament of 10 in a population of 5/,
    ],
    [
      'a seed that two sets share',
      'tasks.final.dataSeeds',
      '2-3',
      /^tasks\.final\.dataSeeds: seed 2 is in tasks\.search\.dataSeeds too/,
    ],
    [
      'a parameter seed that two sets share',
      'tasks.select.paramSeeds',
      [2, 12],
      /^tasks\.select\.paramSeeds: seed 2 is in tasks\.search/,
    ],
    ['seeds that run on into another set', 'tasks.search.dataSeeds', [20], /^tasks\.final\.dataSeeds: seed 21 is in/],
    ['a seed range that runs backwards', 'tasks.search.dataSeeds', '5-3', /^tasks\.search\.dataSeeds: .*backwards/],
    ['a seed text that is none', 'tasks.search.dataSeeds', 'many', /^tasks\.search\.dataSeeds: .*range/],
    [
      'features that a teacher does not allow',
      'tasks.search',
      { kind: 'network', teacher: 'reference', features: 2, count: 1, train: 100, valid: 10 },
      /the reference's teacher needs at least 4 features/,
    ],
    ['sets of different F', 'tasks.select.features', 8, /^tasks\.select\.features: found 8, but another set has 4/],
    ['too few training examples', 'tasks.search.train', 5, /expected at least 10 over all epochs/],
    [
      'more examples than fit in memory',
      'tasks.search.train',
      1e12,
      /^tasks\.search\.train: .* = 10000000000500 numbers to hold in memory; expected at most 100000000/,
    ],
    [
      'more tasks than fit in memory',
      'tasks.final',
      { kind: 'linear', features: 4, count: 1e6, train: 100, valid: 50 },
      /^tasks\.final\.count: .* 1000000 x \(100 \+ 50\) x 5 = 750000000 numbers/,
    ],
    ['more tasks than can have seeds', 'tasks.search.count', 1e12, /^tasks\.search\.count: found 1000000000000 tasks/],
    [
      'more epochs than orders fit in memory',
      'tasks.search.epochs',
      1e9,
      /^tasks\.search\.epochs: .* 2 x 100 x 1000000000 = 200000000000 places .* at most 100000000/,
    ],
    [
      'a probe larger than the training',
      'method',
      { form: 'reference', fec: { trainExamples: 200 } },
      /^method\.fec\.trainExamples: /,
    ],
    ['no island', 'islands', 0, /^islands: /],
    ['migrants at no time', 'migration', { everyEpochs: 0 }, /^migration\.everyEpochs: /],
    ['a hurdle', 'method', { hurdle: { afterTrain: 100 } }, /^method\.hurdle: /],
    ['no limit at all', 'budget', {}, /^budget: the first experiment would never end/],
    [
      'experiments without end',
      'budget',
      { experiments: 0, experimentCandidates: 100 },
      /^budget\.experiments: 0 means no limit/,
    ],
    [
      'an initial listing with an unknown function',
      'init',
      { listing: 'def Setup():\n  s2 = sinus(s1)\n' },
      /^init\.listing: line 2, column/,
    ],
    [
      'an initial listing with an address out of range',
      'init',
      { listing: 'def Setup():\n  s9 = 1\n' },
      /^init\.listing: line 2, column/,
    ],
    [
      'an initial program that is too long',
      'init',
      { listing: `def Predict():\n${'  s1 = 1\n'.repeat(3)}` },
      /^sizes\.predict\.max: the listing of init has 3 instructions there, above max 2/,
    ],
    [
      'an initial network without registers',
      'init',
      'network',
      /^addresses\.scalars: init "network" needs at least 5, found 4/,
    ],
    [
      'labels of another kind than the outputs',
      'outputs',
      'vector',
      /^tasks\.search\.kind: "linear" has scalar labels/,
    ],
  ];
  it.each(cases)('%s', (_name, path, value, message) => {
    expect(problems(withOption(exampleSpec(), path, value))).toMatch(message);
  });

  it('an experiment without an end, whose champion is looked at only when it ends', () => {
    const endless = withOption(exampleSpec(), 'budget', { experiments: 0, stopAbove: 0.9 });
    expect(resolveSpec(endless).budget.stopAbove).toBe(0.9);
    expect(problems(withOption(endless, 'method', { form: 'reference' }))).toMatch(/^budget: the first experiment/);
  });

  it('more random instructions than there are streams', () => {
    const drawing = withOption(exampleSpec(), 'ops.learn', [63]);
    const size = (max: number): object => ({ init: 0, min: 0, max });
    expect(
      problems({
        ...drawing,
        ops: { setup: [63], predict: [27], learn: [63] },
        sizes: { setup: size(4000), predict: size(4000), learn: size(97) },
      }),
    ).toMatch(/^sizes\.setup\.max: programs could have 4097 random instructions; expected at most 4096/);
  });

  it('explicit examples that two sets share', () => {
    const examples = {
      trainFeatures: Array.from({ length: 10 }, (_, k) => [k]),
      trainLabels: Array.from({ length: 10 }, (_, k) => k),
      validFeatures: [[1]],
      validLabels: [1],
    };
    const set = (label: number): object => ({
      kind: 'fixed',
      features: 1,
      tasks: [{ ...examples, validLabels: [label] }],
    });
    const spec = { ...exampleSpec(), tasks: { search: set(1), select: set(2), final: set(1) } };
    expect(problems(spec)).toMatch(/^tasks\.final\.tasks\[0\]: has the examples of tasks\.search\.tasks\[0\]/);
    expect(resolveSpec({ ...spec, allowOverlap: 'reference' }).allowOverlap).toBe('reference');
  });

  it('a table that one set splits otherwise than another', () => {
    const set = (splitSeed: number): object => ({ kind: 'table', data: 'rows.csv', target: 'y', splitSeed });
    const spec = { ...exampleSpec(), tasks: { search: set(1), select: set(1), final: set(2) } };
    expect(problems(spec)).toMatch(/^tasks\.final\.splitSeed: found 2, but tasks\.search has 1/);
  });

  it('something that is no object', () => {
    expect(problems([1, 2])).toMatch(/expected a JSON object/);
  });

  it('names every wrong field at once', () => {
    const spec = withOption(withOption(exampleSpec(), 'nonsense', 1), 'seed', -1);
    expect(problems(spec).split('\n')).toHaveLength(2);
  });

  it('hand-designed algorithms, which are scalar, beside vector outputs', () => {
    const reference = { label: 'linear', algorithm: 'linear', learningRate: 0.1 };
    const spec = withOption(withOption(exampleSpec(), 'references', [reference]), 'outputs', 'vector');
    expect(problems(spec)).toMatch(/references: the hand-designed algorithms are for scalar outputs/);
  });
});

describe('seeds', () => {
  it('are read from ranges and lists and go on after the last', () => {
    expect(expandSeeds('3, 7-9', 4)).toEqual([3, 7, 8, 9]);
    expect(expandSeeds([5, 1], 4)).toEqual([5, 1, 2, 3]);
    expect(expandSeeds([0xffffffff], 2)).toEqual([0xffffffff, 0]);
    expect(expandSeeds('1001-1010', 3)).toEqual([1001, 1002, 1003]);
  });

  it('may be shared between sets if the spec says so', () => {
    const shared = withOption(exampleSpec(), 'tasks.final.dataSeeds', '2-3');
    expect(resolveSpec({ ...shared, allowOverlap: 'reference' }).allowOverlap).toBe('reference');
  });
});

describe('what a digest sees of a spec', () => {
  it('leaves out names, notes and references but not options', () => {
    const digestOf = (path: string, value: unknown): string =>
      specForDigest(resolveSpec(withOption(exampleSpec(), path, value)));
    const plain = specForDigest(resolveSpec(exampleSpec()));
    expect(digestOf('name', 'another')).toBe(plain);
    expect(digestOf('note', 'another')).toBe(plain);
    expect(digestOf('maxAbsError', 101)).not.toBe(plain);
    expect(digestOf('seed', 2)).not.toBe(plain);
  });

  it('sees seeds, not how they are spelled', () => {
    const digestOf = (seeds: unknown): string =>
      specForDigest(resolveSpec(withOption(exampleSpec(), 'tasks.search.dataSeeds', seeds)));
    expect(digestOf([1, 2])).toBe(digestOf('1-2'));
    expect(digestOf([1])).toBe(digestOf('1-2'));
    expect(digestOf([2, 1])).not.toBe(digestOf('1-2'));
  });

  it('knows data by its content, not by its name or place', () => {
    const images = { kind: 'projected-binary', features: 4, count: 1, train: 10, valid: 10, dataClasses: 10 };
    const table = { kind: 'table', target: 'price' };
    for (const tasks of [images, table]) {
      const digestOf = (data: string, dataName: string, dataHash: string): string => {
        const spec = resolveSpec(exampleSpec());
        const search = tasksSchema.parse({ ...tasks, data, dataName, dataHash });
        return specForDigest({ ...spec, tasks: { ...spec.tasks, search } });
      };
      const plain = digestOf('/a/data.idx', 'clothes', 'abc');
      expect(digestOf('/b/data.idx', 'coats', 'abc')).toBe(plain);
      expect(digestOf('/a/data.idx', 'clothes', 'abd')).not.toBe(plain);
    }
  });
});
