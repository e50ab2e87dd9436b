import { describe, expect, it } from 'vitest';
import { listPresets, presetNames, readPreset } from '../../electron/workbench/presets.ts';
import { readSpecSource } from '../../electron/workbench/spec-source.ts';

describe.each(presetNames())('preset %s', (name) => {
  const { spec } = readSpecSource(name, []);

  it('resolves, and says on one line what it is', () => {
    expect(spec.description).toMatch(/^[A-Z][^\n]+\.$/);
  });

  it('has a hand-designed algorithm beside it, with its measured fitness', () => {
    expect(spec.references.length).toBeGreaterThan(0);
    for (const { fitness } of spec.references) expect(fitness).toBeGreaterThan(0);
  });

  it('is plain JSON', () => {
    expect(readPreset(name).value).toMatchObject({ version: 1 });
  });
});

it('the presets are those that the experiments of paper and reference need, and ours', () => {
  expect(listPresets().map(({ name }) => name)).toEqual([
    'affine-regression',
    'baseline',
    'demo',
    'digits-pairs',
    'integration-linear',
    'integration-nonlinear',
    'integration-projected-binary',
    'linear-regression',
    'paper-affine',
    'paper-affine-backprop',
    'paper-linear',
    'paper-linear-backprop',
  ]);
});
