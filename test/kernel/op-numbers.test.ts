import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPS } from '../../native-worker/algorithm/op-table.ts';

const FOLDER = new URL('../../native-worker/kernel/', import.meta.url);

function source(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}

/** `kScalar` for a scalar, `kNone` for no operand. */
function kindName(kind: string | null | undefined): string {
  return kind ? `k${kind.charAt(0).toUpperCase()}${kind.slice(1)}` : 'kNone';
}

describe('the ops that the kernel knows', () => {
  const listed = [...source('op-numbers.hpp').matchAll(/OP\((\d+), (\w+), (\w+), (\w+), (\w+)\)/g)].map((match) =>
    match.slice(1),
  );

  it('have the numbers, names and operands of the op table', () => {
    const expected = OPS.map(({ number, name, inputs, output }) => [
      String(number),
      name,
      ...[inputs[0], inputs[1], output].map(kindName),
    ]);
    expect(listed).toEqual(expected);
  });

  it('are told apart from random ones where the op table does', () => {
    const first = OPS.find(({ random }) => random);
    expect(OPS.every(({ number, random }) => random === number >= (first?.number ?? Infinity))).toBe(true);
    expect(source('op-numbers.hpp')).toContain(`kFirstRandomOp = ${String(first?.name)};`);
    expect(source('op-numbers.hpp')).toContain(`kOps = ${String(OPS.length)};`);
  });

  it('each have one case in the dispatch', () => {
    const cases = [...source('operations.hpp').matchAll(/case (\w+):/g)].map(([, name]) => name);
    expect(cases.toSorted()).toEqual(OPS.map(({ name }) => name).toSorted());
  });
});
