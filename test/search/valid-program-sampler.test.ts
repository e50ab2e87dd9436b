import { describe, expect, it } from 'vitest';
import { ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { ValidityGate, ValidProgramSampler } from '../../native-worker/search/valid-program-sampler.ts';
import { SpecError } from '../../native-worker/spec/spec-error.ts';
import { listingOf } from './programs.ts';
import { demoSpec } from './search-spaces.ts';

const SPACE = demoSpec({ form: 'workbench' });

function sampler(
  method: ConstructorParameters<typeof ValidProgramSampler>[1],
  space = SPACE,
  seed = 1,
  mostRefusals?: number,
) {
  const random = new ThreefryRandomSource({ seed, experiment: 0, island: 0, purpose: 'search' });
  const counts = { refused: 0 };
  const drawn = new ProgramBuffer();
  const programs = new ValidProgramSampler(
    space,
    method,
    random,
    () => {
      counts.refused++;
    },
    mostRefusals,
  );
  const draw = (): Program => {
    programs.draw(drawn);
    return drawn.toProgram();
  };
  return { draw, counts };
}

describe('random programs under a filter', () => {
  it.each([
    ['weak', 'staged', 100],
    ['strict', 'staged', 100],
    ['weak', 'plain', 3],
    ['strict', 'plain', 2],
  ] as const)('%s, drawn %s, pass it and count what was refused', (validity, sampling, count) => {
    const { draw, counts } = sampler({ validity, sampling });
    const filter = new ValidityFilter();
    for (let k = 0; k < count; k++) {
      const judged = filter.judge(draw(), 'scalar');
      expect(validity === 'strict' ? [judged] : ['weak', 'strict']).toContain(judged);
      if (validity === 'strict') expect(judged).toBe('strict');
    }
    expect(counts.refused).toBeGreaterThan(count);
  });

  it('have the initial sizes, every instruction drawn from its function’s ops', () => {
    const space = { ...SPACE, ops: { ...SPACE.ops, setup: [56] } };
    const { draw } = sampler({ validity: 'strict', sampling: 'staged' }, space);
    const program = draw();
    expect(program.lengths).toEqual([10, 2, 8]);
    for (let i = 0; i < 10; i++) expect(program.words[4 * i]).toBe(56);
  });

  it('are the same for the same seed', () => {
    const five = (seed: number): string[] => {
      const { draw } = sampler({ validity: 'strict', sampling: 'staged' }, SPACE, seed);
      return Array.from({ length: 5 }, () => listingOf(draw()));
    };
    expect(five(1)).toEqual(five(1));
    expect(five(2)).not.toEqual(five(1));
  });

  it('without a filter are the first ones drawn, and nothing is refused', () => {
    const { draw, counts } = sampler({ validity: 'off', sampling: 'staged' });
    draw();
    expect(counts.refused).toBe(0);
  });

  it('that a space cannot hold are an error that says what to change', () => {
    const blind = { ...SPACE, ops: { ...SPACE.ops, predict: [56] } };
    const { draw } = sampler({ validity: 'weak', sampling: 'staged' }, blind, 1, 1000);
    expect(() => draw()).toThrow(SpecError);
    expect(() => draw()).toThrow('method.validity: no random program passed the filter "weak"');
  });
});

describe('a filter that is off', () => {
  it('lets everything pass', () => {
    const { draw } = sampler({ validity: 'off', sampling: 'plain' });
    expect(new ValidityGate(SPACE, 'off').passes(draw())).toBe(true);
    expect(new ValidityGate(SPACE, 'strict').passes(draw())).toBe(false);
  });
});
