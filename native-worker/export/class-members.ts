import type { ComponentFunction } from '../algorithm/component-function.ts';
import type { ExportPlan } from './export-plan.ts';

/** The static and private fields of the exported class. */
export function fields({ request, registers, random }: ExportPlan): string[] {
  return [
    '/** Where this algorithm comes from. */',
    'static readonly origin = {',
    ...Object.entries(request.origin).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`),
    '};',
    '',
    'private readonly featureCount: number;',
    ...(random
      ? [
          'private readonly noise = new NoiseStream();',
          'private readonly seed: number;',
          'private trained = 0;',
          'private predicted = 0;',
          'private phase = 0;',
          'private example = 0;',
        ]
      : []),
    ...registers.map(({ kind, name }) =>
      kind === 'scalar' ? `private ${name} = 0;` : `private readonly ${name}: Float64Array;`,
    ),
  ];
}

/** The constructor and `reset`. */
export function construction({ request, registers, random }: ExportPlan): string[] {
  const fewest = Math.max(1, request.classes);
  const arrays = registers.filter(({ kind }) => kind !== 'scalar');
  return [
    '/** `features` is the length of an example; `seed` chooses the random numbers of algorithms that draw any. */',
    'constructor(options: { features: number; seed?: number }) {',
    `  checkOptions(options, '{ features: ${Math.max(4, fewest)} }');`,
    '  const { features, seed = 0 } = options;',
    `  if (!Number.isInteger(features) || features < ${fewest} || features > 256) {`,
    `    throw new RangeError(\`features: expected a whole number from ${fewest} to 256, found \${features}\`);`,
    '  }',
    '  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {',
    '    throw new RangeError(`seed: expected a whole number from 0 to 4294967295, found ${seed}`);',
    '  }',
    ...(random ? ['  this.seed = seed;'] : []),
    '  this.featureCount = features;',
    ...arrays.map(
      ({ kind, name }) =>
        `  this.${name} = new Float64Array(${kind === 'vector' ? 'features' : 'features * features'});`,
    ),
    '  this.reset();',
    '}',
    '',
    '/** Forgets everything that was learned. */',
    'reset(): void {',
    ...registers.map(({ kind, name }) => (kind === 'scalar' ? `  this.${name} = 0;` : `  this.${name}.fill(0);`)),
    ...(random ? ['  this.trained = 0;', '  this.predicted = 0;', '  this.phase = 0;', '  this.example = 0;'] : []),
    '  this.setUp();',
    '}',
  ];
}

/** `learn` and `fit`. */
export function training(plan: ExportPlan): string[] {
  const { request, random } = plan;
  const vector = request.outputs === 'vector';
  const check = (label: string, ...name: readonly string[]): string =>
    vector
      ? `checkClass(${[label, request.classes, ...name].join(', ')});`
      : `checkLabel(${[label, ...name].join(', ')});`;
  const squash = vector
    ? [`  softmax(this.prediction, 0, ${request.classes});`, `  this.prediction.fill(0, ${request.classes});`]
    : request.measure === 'accuracy'
      ? ['  this.prediction = sigmoid(this.prediction);']
      : [];
  return [
    '/** One training step: predicts the example, then learns from its label. */',
    `learn(x: readonly number[], y: number): void {`,
    '  checkExample(x, this.featureCount);',
    `  ${check('y')}`,
    ...place(random, 0, 'this.trained++'),
    ...show(vector, false),
    '  this.runPredict();',
    ...squash,
    ...show(vector, true),
    '  this.runLearn();',
    '}',
    '',
    '/** Learns from all examples in the order given, `epochs` times over. */',
    'fit(X: readonly (readonly number[])[], y: readonly number[], options: { epochs?: number } = {}): this {',
    "  checkArray(X, 'X');",
    "  checkArray(y, 'y');",
    "  checkOptions(options, '{ epochs: 1 }');",
    '  const { epochs = 1 } = options;',
    '  if (X.length !== y.length) throw new RangeError(`y: expected ${X.length} labels, one an example, found ${y.length}`);',
    '  if (!Number.isInteger(epochs) || epochs < 0) throw new RangeError(`epochs: expected a whole number, found ${epochs}`);',
    '  for (let i = 0; i < X.length; i++) {',
    '    checkExample(X[i]!, this.featureCount, `X[${i}]`);',
    `    ${check('y[i]!', '`y[${i}]`')}`,
    '  }',
    '  for (let epoch = 0; epoch < epochs; epoch++) {',
    '    X.forEach((x, index) => this.learn(x, y[index]!));',
    '  }',
    '  return this;',
    '}',
  ];
}

/** `predict`. */
export function prediction({ request, random }: ExportPlan): string[] {
  const vector = request.outputs === 'vector';
  return [
    `/** ${predictionPromise(request.outputs, request.measure)} */`,
    'predict(x: readonly number[]): number {',
    '  checkExample(x, this.featureCount);',
    ...place(random, 1, 'this.predicted++'),
    ...show(vector, false),
    '  this.runPredict();',
    ...predictionResult(request),
    '}',
  ];
}

function predictionPromise(outputs: 'scalar' | 'vector', measure: 'rms' | 'accuracy'): string {
  if (outputs === 'vector') return "The index of the example's class; -1 where the algorithm gives no number.";
  return measure === 'accuracy' ? "The probability that the example's label is 1." : "The example's predicted label.";
}

function predictionResult({ outputs, measure, classes, validationSigmoid }: ExportPlan['request']): string[] {
  if (outputs === 'vector') return [`  return largestIndex(this.prediction, 0, ${classes});`];
  if (measure === 'rms') return ['  return this.prediction;'];
  return validationSigmoid === 'in-memory'
    ? ['  this.prediction = sigmoid(this.prediction);', '  return this.prediction;']
    : ['  return sigmoid(this.prediction);'];
}

/** Says at which place of the random streams what follows stands. */
function place(random: boolean, phase: number, example: string): string[] {
  return random ? [`  this.phase = ${phase};`, `  this.example = ${example};`] : [];
}

/** Puts features and label (zero while it is hidden) where the algorithm expects them. */
function show(vector: boolean, labelShown: boolean): string[] {
  if (!vector) return ['  this.features.set(x);', `  this.label = ${labelShown ? 'y' : '0'};`];
  return ['  this.features.set(x);', '  this.label.fill(0);', ...(labelShown ? ['  this.label[y] = 1;'] : [])];
}

const METHOD = { setup: 'setUp', predict: 'runPredict', learn: 'runLearn' } as const;

/** The method that a component function becomes. */
export function componentMethod({ statements }: ExportPlan, component: ComponentFunction): string[] {
  const lines = statements[component];
  if (lines.length === 0) return [`private ${METHOD[component]}(): void {}`];
  const width = Math.max(...lines.map(({ code }) => code.length));
  return [
    `private ${METHOD[component]}(): void {`,
    ...lines.map(({ code, listing }) => `  ${code.padEnd(width)} // ${listing}`),
    '}',
  ];
}

/** The method that finds a random instruction's place in its stream. */
export function noiseMethod({ random }: ExportPlan): string[] {
  if (!random) return [];
  return [
    '',
    'private noiseAt(component: number, ordinal: number): NoiseStream {',
    '  this.noise.begin(0, this.seed);',
    '  this.noise.at(this.phase, component, ordinal, this.example);',
    '  return this.noise;',
    '}',
  ];
}
