import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { instructionCount, type Program, WORDS_PER_INSTRUCTION } from '../../native-worker/algorithm/program.ts';
import { groupTasks, USUAL_TASKS } from '../../native-worker/kernel-evaluator/task-groups.ts';
import { KERNEL_FOLDER } from '../../native-worker/tiers/kernel-sources.ts';
import { type SelfCheckCase, selfCheckCases } from '../../native-worker/tiers/self-check-cases.ts';
import { FIRST_OF_PAIRS, pairsProgram } from '../../native-worker/tiers/self-check-programs.ts';
import {
  KERNEL_SHAPES,
  type KernelShape,
  PAIR_SHAPES,
  shapeText,
} from '../../native-worker/tiers/self-check-shapes.ts';

const cases = selfCheckCases();
const KERNEL_WIDTHS = [2, 4];

/** The shape whose code a kernel of a width runs a case with. */
function shapeOf({ set }: SelfCheckCase, width: number): KernelShape {
  const vectors = groupTasks(set, width).lanes / width;
  const fits: Readonly<Record<KernelShape['vectors'], boolean>> = {
    one: vectors === 1,
    'ten tasks': vectors === Math.ceil(USUAL_TASKS / width),
    any: true,
  };
  return KERNEL_SHAPES.find(
    (shape) => (shape.features === 'any' || shape.features === set.features) && fits[shape.vectors],
  )!;
}

function opsOf({ words }: Program): number[] {
  return Array.from(words).filter((_, index) => index % WORDS_PER_INSTRUCTION === 0);
}

function source(name: string): string {
  return readFileSync(path.join(KERNEL_FOLDER, name), 'utf8');
}

/** The shapes that a source file dispatches to, in its order. */
function shapesIn(name: string, argument: string): string[] {
  const dispatched = new RegExp(String.raw`Shape<W, (\d+), (\d+|kTenTasks<W>)>>\(${argument}\)`, 'g');
  const vectors: Readonly<Record<string, KernelShape['vectors']>> = { 0: 'any', 1: 'one', 'kTenTasks<W>': 'ten tasks' };
  return [...source(name).matchAll(dispatched)].map(([, features, lanes]) =>
    shapeText({ features: features === '0' ? 'any' : Number(features), vectors: vectors[lanes!]! }),
  );
}

describe.each(KERNEL_WIDTHS)('with vectors of %i doubles, the self-check runs', (width) => {
  it.each(KERNEL_SHAPES)('every op by the code for F = $features and vectors: $vectors', (shape) => {
    const met = cases.filter((each) => shapeOf(each, width) === shape);
    expect(new Set(met.flatMap(({ program }) => opsOf(program))).size).toBe(OPS.length);
  });

  it.each(PAIR_SHAPES)('every pair by the code for F = $features and vectors: $vectors', (shape) => {
    const met = cases.filter((each) => shapeOf(each, width) === shape && each.name.startsWith('pairs of instructions'));
    // In pieces, instructions are run one by one.
    expect(met.map(({ slice }) => slice)).toEqual([Infinity]);
    expect(met[0]!.program).toEqual(pairsProgram());
  });
});

describe('what the self-check knows of the kernel is what stands there', () => {
  it('the shapes that ops have code for', () => {
    expect(KERNEL_SHAPES.map(shapeText)).toEqual(shapesIn('operations.hpp', 'op'));
  });

  it('the shapes that pairs have code for', () => {
    expect(PAIR_SHAPES.map(shapeText)).toEqual(shapesIn('pairs.hpp', 'first'));
  });

  it('the ops that begin a pair, and those that follow, as first and as second input', () => {
    const [, beginning, following] = source('pairs.hpp').split(/^Operation<S::W> pair_/m);
    const opsIn = (text: string): Set<string> => new Set(text.match(/\b(SCALAR|VECTOR|MATRIX)_\w+/g));
    expect(new Set<string>(FIRST_OF_PAIRS)).toEqual(opsIn(beginning!));
    expect(opsIn(following!)).toEqual(secondsOf(pairsProgram()).ops);
    expect(secondsOf(pairsProgram()).pairs.size).toBe(FIRST_OF_PAIRS.length * 3 * 2);
  });
});

/** What follows a result that is read at once: the ops, and each pair with the input that reads it. */
function secondsOf(program: Program): { readonly ops: Set<string>; readonly pairs: Set<string> } {
  const ops = new Set<string>();
  const pairs = new Set<string>();
  const wordAt = (index: number, word: number): number => program.words[index * WORDS_PER_INSTRUCTION + word]!;
  for (let index = 1; index < instructionCount(program); index++) {
    const first = OPS[wordAt(index - 1, 0)]!;
    const second = OPS[wordAt(index, 0)]!;
    const out = wordAt(index - 1, 3);
    const readers = [1, 2].filter((word) => second.inputs[word - 1] === first.output && wordAt(index, word) === out);
    if (readers.length !== 1) continue;
    ops.add(second.name);
    pairs.add(`${first.name} ${second.name} ${readers[0]}`);
  }
  return { ops, pairs };
}
