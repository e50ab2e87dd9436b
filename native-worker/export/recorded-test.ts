import { numberLiteral } from './number-literal.ts';

/** What an exported algorithm was seen to do. */
export interface Recording {
  readonly features: number;
  readonly seed: number;
  readonly trainFeatures: readonly (readonly number[])[];
  readonly trainLabels: readonly number[];
  readonly predictFeatures: readonly (readonly number[])[];
  /** The evaluator's predictions after training on the examples above, one by one. */
  readonly predictions: readonly number[];
}

/**
 * A test file for Node's test runner that trains an exported algorithm on recorded examples and expects the evaluator's
 * predictions, bit for bit.
 *
 * @param moduleFile name of the exported file, which lies beside the test
 */
export function recordedTest(moduleFile: string, recording: Recording): string {
  return [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    `import FoundAlgorithm from ${JSON.stringify(`./${moduleFile}`)};`,
    '',
    `const trainFeatures = ${rows(recording.trainFeatures)};`,
    `const trainLabels = ${list(recording.trainLabels)};`,
    `const predictFeatures = ${rows(recording.predictFeatures)};`,
    `const predictions = ${list(recording.predictions)};`,
    '',
    "test('predicts what the evaluator predicted, bit for bit', () => {",
    `  const algorithm = new FoundAlgorithm({ features: ${recording.features}, seed: ${recording.seed} });`,
    '  algorithm.fit(trainFeatures, trainLabels);',
    '  assert.deepEqual(predictFeatures.map((x) => algorithm.predict(x)), predictions);',
    '});',
    '',
  ].join('\n');
}

function list(values: readonly number[]): string {
  return `[${values.map(numberLiteral).join(', ')}]`;
}

function rows(values: readonly (readonly number[])[]): string {
  return `[\n${values.map((row) => `  ${list(row)},\n`).join('')}]`;
}
