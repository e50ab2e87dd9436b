import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linearAlgorithm, networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import type { Algorithm } from '../../native-worker/algorithm/instruction.ts';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';

const FOLDER = new URL('../../resources/algorithms/', import.meta.url);

function read(name: string, addresses?: { scalars: number; vectors: number; matrices: number }): Algorithm {
  const text = readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8');
  return parseAlgorithm(text, addresses === undefined ? {} : { addresses });
}

describe('the algorithms that ship as listings', () => {
  it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.txt')))('%s names its source and its memory', (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const [about = '', source = ''] = text.split('\n');
    const [scalars, vectors, matrices] = /\b(\d+)\/(\d+)\/(\d+) addresses\.$/.exec(about)!.slice(1).map(Number);
    expect(source).toMatch(/^# Source: /);
    const addresses = { scalars: scalars!, vectors: vectors!, matrices: matrices! };
    expect(parseAlgorithm(text, { addresses }).predict.length).toBeGreaterThan(0);
  });

  it('include the hand-designed learners, as the engine builds them', () => {
    expect(read('linear-regression')).toEqual(linearAlgorithm());
    expect(read('network')).toEqual(networkAlgorithm());
  });

  it("include the paper's backpropagation, whose maximum takes a vector that nothing writes", () => {
    const { setup, predict, learn } = read('paper-figure-5');
    const zero = predict[1]!.in1;
    expect([...setup, ...predict, ...learn].filter(({ op, out }) => op !== 27 && out === zero)).toEqual([]);
    expect([setup, predict, learn].map((each) => each.length)).toEqual([3, 3, 8]);
  });

  it("include the paper's best program, raw and with nothing but dead lines taken out", () => {
    const raw = read('paper-cifar-10-winner-raw');
    const clean = read('paper-cifar-10-winner');
    expect(clean.setup).toEqual([]);
    expect([raw.predict.length - clean.predict.length, raw.learn.length - clean.learn.length]).toEqual([1, 4]);
    const rawLines = [...raw.predict, ...raw.learn].map((each) => JSON.stringify(each));
    for (const instruction of [...clean.predict, ...clean.learn]) {
      expect(rawLines).toContain(JSON.stringify(instruction));
    }
  });
});
