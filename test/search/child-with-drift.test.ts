import { describe, expect, it } from 'vitest';
import { BehaviourHasher } from '../../native-worker/algorithm/behaviour-hash.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { childWithDrift, type ChildMaker } from '../../native-worker/search/child-with-drift.ts';
import { applyMutation } from '../../native-worker/search/mutation-record.ts';
import { Mutator } from '../../native-worker/search/mutator.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { ValidityGate, ValidProgramSampler } from '../../native-worker/search/valid-program-sampler.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { listingOf } from './programs.ts';
import { demoSpec } from './search-spaces.ts';

const STRICT = demoSpec({ form: 'workbench' });

function makerOf(spec: Spec) {
  const random = new ThreefryRandomSource({ seed: 4, experiment: 0, island: 0, purpose: 'search' });
  const counts = { refused: 0 };
  const refuse = (): void => {
    counts.refused++;
  };
  const maker: ChildMaker = {
    outputs: spec.outputs,
    mutator: new Mutator(spec, spec.method, random),
    hasher: new BehaviourHasher(),
    gate: new ValidityGate(spec, spec.method.validity),
    refuse,
  };
  return { maker, counts, programs: new ValidProgramSampler(spec, spec.method, random, () => undefined) };
}

function bear(maker: ChildMaker, parent: Program) {
  const hash = maker.hasher.hash(parent, maker.outputs);
  return { hash, child: childWithDrift(parent, hash, maker) };
}

describe('a child with drift', () => {
  it('passes the filter, does something else than its parent, and is what its edits make of the parent', () => {
    const { maker, counts, programs } = makerOf(STRICT);
    const filter = new ValidityFilter();
    let steps = 0;
    let copies = 0;
    for (let k = 0; k < 200; k++) {
      const parent = programs.draw();
      const { hash, child } = bear(maker, parent);
      expect(filter.judge(child.program, 'scalar')).toBe('strict');
      if (child.behaviour === hash.behaviour) copies++;
      expect(maker.hasher.hash(child.program, 'scalar')).toEqual({
        behaviour: child.behaviour,
        structure: child.structure,
      });
      expect(listingOf(child.edits.reduce(applyMutation, parent))).toBe(listingOf(child.program));
      steps += child.edits.length;
    }
    expect(copies).toBeLessThan(4);
    // Neutral steps are on record beside the one that counts.
    expect(steps).toBeGreaterThan(300);
    expect(counts.refused).toBeGreaterThan(100);
  });

  it('that mutations cannot change is a copy of its parent', () => {
    const { maker, programs } = makerOf({
      ...STRICT,
      method: { ...STRICT.method, mutations: [{ kind: 'identity', weight: 1 }] },
    });
    const parent = programs.draw();
    const { hash, child } = bear(maker, parent);
    expect(child).toEqual({ program: parent, edits: [], ...hash });
  });

  it('is made without a filter, too', () => {
    const { maker, counts, programs } = makerOf(demoSpec({ form: 'workbench', validity: 'off' }));
    const { hash, child } = bear(maker, programs.draw());
    expect(child.behaviour).not.toBe(hash.behaviour);
    expect(counts.refused).toBe(0);
  });
});
