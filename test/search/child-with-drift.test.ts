import { describe, expect, it } from 'vitest';
import { type BehaviourHash, BehaviourHasher } from '../../native-worker/algorithm/behaviour-hash.ts';
import { ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { Candidate } from '../../native-worker/search/candidate.ts';
import { type ChildMaker, ChildWithDrift } from '../../native-worker/search/child-with-drift.ts';
import { Mutator } from '../../native-worker/search/mutator.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { ValidityGate, ValidProgramSampler } from '../../native-worker/search/valid-program-sampler.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { readEdits } from './bred.ts';
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
  const sampler = new ValidProgramSampler(spec, spec.method, random, () => undefined);
  const draw = (): Program => {
    const drawn = new ProgramBuffer();
    sampler.draw(drawn);
    return drawn.toProgram();
  };
  return { maker, counts, draw };
}

function bear(maker: ChildMaker, parent: Program) {
  const { behaviour, structure } = maker.hasher.hash(parent, maker.outputs);
  const made = new ChildWithDrift(maker);
  const child = new Candidate();
  child.setParent(7);
  made.make(parent, behaviour, structure, child);
  return {
    parentHash: { behaviour, structure },
    hash: { behaviour: made.behaviour, structure: made.structure },
    program: child.program.toProgram(),
    ...readEdits(child.edits, parent),
  };
}

/** Copied, since a hasher may overwrite what it gave. */
function hashOf(maker: ChildMaker, program: Program): BehaviourHash {
  const { behaviour, structure } = maker.hasher.hash(program, maker.outputs);
  return { behaviour, structure };
}

describe('a child with drift', () => {
  it('passes the filter, does something else than its parent, and is what its edits make of the parent', () => {
    const { maker, counts, draw } = makerOf(STRICT);
    const filter = new ValidityFilter();
    let steps = 0;
    let copies = 0;
    for (let k = 0; k < 200; k++) {
      const { program, hash, parentHash, records, replayed } = bear(maker, draw());
      expect(filter.judge(program, 'scalar')).toBe('strict');
      if (hash.behaviour === parentHash.behaviour) copies++;
      expect(hashOf(maker, program)).toEqual(hash);
      expect(listingOf(replayed)).toBe(listingOf(program));
      steps += records.length;
    }
    expect(copies).toBeLessThan(4);
    // Neutral steps are on record beside the one that counts.
    expect(steps).toBeGreaterThan(300);
    expect(counts.refused).toBeGreaterThan(100);
  });

  it('that mutations cannot change is a copy of its parent', () => {
    const { maker, draw } = makerOf({
      ...STRICT,
      method: { ...STRICT.method, mutations: [{ kind: 'identity', weight: 1 }] },
    });
    const parent = draw();
    const { program, hash, parentHash, records } = bear(maker, parent);
    expect({ program, hash, records }).toEqual({ program: parent, hash: parentHash, records: [] });
  });

  it('is made without a filter, too', () => {
    const { maker, counts, draw } = makerOf(demoSpec({ form: 'workbench', validity: 'off' }));
    const { hash, parentHash } = bear(maker, draw());
    expect(hash.behaviour).not.toBe(parentHash.behaviour);
    expect(counts.refused).toBe(0);
  });
});
