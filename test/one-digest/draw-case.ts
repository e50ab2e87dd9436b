import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import type { MethodSpec } from '../../native-worker/spec/method-schema.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { EvaluatorChoice } from '../../native-worker/tiers/tier.ts';
import type { Dice } from './dice.ts';

type Json = Readonly<Record<string, unknown>>;

/** A run, and how the program works on it at first. */
export interface Case {
  readonly spec: Spec;
  readonly workers: number;
  readonly evaluator: EvaluatorChoice;
  readonly checkpointSeconds: number;
}

/** Stands until the run is made as large as this machine needs it. */
const CANDIDATES = 1000;

const OPS = [
  ...['SCALAR_CONST_SET', 'SCALAR_SUM', 'SCALAR_DIFF', 'SCALAR_PRODUCT', 'SCALAR_HEAVYSIDE', 'SCALAR_GAUSSIAN_SET'],
  ...['SCALAR_VECTOR_PRODUCT', 'VECTOR_SUM', 'VECTOR_DIFF', 'VECTOR_PRODUCT', 'VECTOR_HEAVYSIDE', 'VECTOR_UNIFORM_SET'],
  ...['VECTOR_INNER_PRODUCT', 'VECTOR_OUTER_PRODUCT', 'MATRIX_VECTOR_PRODUCT', 'MATRIX_SUM', 'SCALAR_MATRIX_PRODUCT'],
];

/** Draws a run: any method, tasks, caches, noise, islands and experiments, and any number of workers. */
export function drawCase(dice: Dice): Case {
  const evaluator = dice.pick<EvaluatorChoice>(['auto', 'auto', 'auto', 'wasm', 'interpreter']);
  const islands = dice.whole(1, 5);
  const form = dice.pick<MethodSpec['form']>(['reference', 'paper', 'workbench']);
  const search = dice.pick<Partial<MethodSpec>>([{}, {}, {}, {}, { search: 'random' }, { search: 'mgg' }]);
  const experiments = dice.whole(1, 3);
  const size = (low: number, high: number): Json => ({ init: low, min: Math.min(low, 2), max: high });
  const spec = resolveSpec({
    version: 1,
    name: 'drawn',
    ...drawTasks(dice),
    addresses: { scalars: 5, vectors: 4, matrices: 2 },
    ops: { setup: OPS, predict: OPS, learn: OPS },
    sizes: { setup: size(4, 8), predict: size(4, 7), learn: size(5, 9) },
    init: 'random',
    method: {
      form,
      ...search,
      population: dice.pick([30, 60, 120]),
      cache: dice.pick(['none', 'fec', 'canonical']),
      selectWhen: dice.pick(['experiment-end', 'new-best']),
      champion: dice.pick(['last-population', 'best-ever']),
      epochSweeps: dice.pick([1, 2, 7]),
    },
    islands,
    migration: islands > 1 && dice.fraction() < 0.7 ? drawMigration(dice) : null,
    noise: dice.pick(['fixed', 'fresh']),
    budget: { candidates: CANDIDATES, experiments },
    seed: dice.whole(0, 1e6),
  });
  const { workers, checkpointSeconds } = drawSitting(dice);
  return { spec, workers, evaluator, checkpointSeconds };
}

/** How the program is told to work on a run; not part of it, so it may change when it goes on. */
export function drawSitting(dice: Dice): Pick<Case, 'workers' | 'checkpointSeconds'> {
  return { workers: dice.pick([1, 2, 2, 5]), checkpointSeconds: dice.pick([0.2, 0.2, 0.5, 1]) };
}

/** A case in one line. */
export function caseText({ spec, workers, evaluator, checkpointSeconds }: Case): string {
  const { method, islands, migration, tasks, noise, budget } = spec;
  const between = migration === null ? 'apart' : `${migration.topology}/${migration.select}`;
  return [
    `${method.form} ${method.search} cache ${method.cache}`,
    `${tasks.search.kind} ${spec.outputs} noise ${noise}`,
    `${islands} islands ${between}`,
    `${String(budget.candidates)} candidates in ${budget.experiments}`,
    `${workers} workers ${evaluator} cut every ${checkpointSeconds} s`,
  ].join(', ');
}

function drawMigration(dice: Dice): Json {
  return {
    everyEpochs: dice.whole(1, 6),
    count: dice.whole(1, 10),
    topology: dice.pick(['ring', 'random']),
    select: dice.pick(['random', 'best']),
  };
}

/** The three sets of tasks, and the kind of outputs that they ask for. */
function drawTasks(dice: Dice): Json {
  const size = { features: 8, count: 3, train: 60, valid: 30 };
  const alike = (tasks: Json): Json => ({
    search: tasks,
    select: { ...tasks, count: 5 },
    final: { ...tasks, count: 5 },
  });
  const references = [{ label: 'linear', algorithm: 'linear', learningRate: 0.1 }];
  switch (dice.pick(['linear', 'network', 'binary', 'multiclass', 'fixed'])) {
    case 'linear':
      return { tasks: alike({ kind: 'linear', ...size }), references };
    case 'network':
      return { tasks: alike({ kind: 'network', ...size }), references };
    case 'binary':
      return { tasks: alike({ kind: 'projected-binary', ...size }), references };
    case 'multiclass':
      return { tasks: alike({ kind: 'projected-multiclass', ...size, features: 10 }), outputs: 'vector' };
    case 'fixed': {
      const set = (): Json => fixedTasks(dice);
      return { tasks: { search: set(), select: set(), final: set() }, outputs: 'vector' };
    }
  }
}

/** Three classes around three points, F = 3, with examples that no other set has. */
function fixedTasks(dice: Dice): Json {
  const examples = (count: number) => {
    const labels = Array.from({ length: count }, () => dice.whole(0, 2));
    const features = labels.map((label) =>
      Array.from({ length: 3 }, (_, place) => (place === label ? 2 : 0) + dice.between(-1, 1)),
    );
    return { labels, features };
  };
  const task = (): Json => {
    const [train, valid] = [examples(60), examples(30)];
    return {
      ...{ trainFeatures: train.features, trainLabels: train.labels },
      ...{ validFeatures: valid.features, validLabels: valid.labels },
    };
  };
  return { kind: 'fixed', features: 3, measure: 'accuracy', classes: 3, tasks: [task(), task()] };
}
