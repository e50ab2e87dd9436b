import { describe, expect, it } from 'vitest';
import { BehaviourHasher } from '../../native-worker/algorithm/behaviour-hash.ts';
import { ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { Individual } from '../../native-worker/search/ancestry.ts';
import { CandidateScorer } from '../../native-worker/search/candidate-scorer.ts';
import { Island } from '../../native-worker/search/island.ts';
import { MinimalGenerationGap } from '../../native-worker/search/minimal-generation-gap.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { demoSpec } from './search-spaces.ts';

/** An island that remembers who was born. */
class WatchedIsland extends Island {
  readonly born: { readonly child: Individual; readonly parent: Individual }[] = [];

  override bear(...[program, parent, edits]: Parameters<Island['bear']>): Individual {
    const child = super.bear(program, parent, edits);
    this.born.push({ child, parent });
    return child;
  }
}

function searchOf(spec: Spec) {
  const seeds = [1, 2];
  const set = buildTaskSet(spec.tasks.search, {
    role: 'search',
    outputs: 'scalar',
    paramSeeds: seeds,
    dataSeeds: seeds,
  });
  const scorer = new CandidateScorer({ spec, set, evaluator: new Interpreter(), noiseSeed: () => 0 });
  const random = new ThreefryRandomSource({ seed: 1, experiment: 0, island: 0, purpose: 'search' });
  const island = new WatchedIsland(spec, random, scorer);
  const method = new MinimalGenerationGap(island);
  for (let slot = 0; slot < spec.method.population; slot++) island.put(slot, method.found());
  return { island, method };
}

const mgg = (options: Readonly<Record<string, unknown>>) => demoSpec({ form: 'workbench', mgg: options });
const hasher = new BehaviourHasher();
const hashOf = ({ program }: Individual) => hasher.hash(program, 'scalar');

describe('minimal generation gap', () => {
  it('gives two parents children in turn and puts two of the family into their slots', () => {
    const { island, method } = searchOf(mgg({ children: 6 }));
    for (let family = 0; family < 50; family++) {
      const before = [...island.individuals];
      island.born.length = 0;
      method.advance();
      const parents = island.born.slice(0, 2).map(({ parent }) => parent);
      expect(new Set(parents).size).toBe(2);
      expect(island.born.map(({ parent }) => parent)).toEqual([...parents, ...parents, ...parents]);
      const changed = island.individuals.flatMap((individual, slot) => (individual === before[slot] ? [] : [slot]));
      for (const slot of changed) expect(parents).toContain(before[slot]);
      const relatives = [...parents, ...island.born.map(({ child }) => child)];
      for (const slot of changed) expect(relatives).toContain(island.individuals[slot]);
    }
  });

  it('never loses the best', () => {
    const { island, method } = searchOf(mgg({}));
    for (let family = 0; family < 50; family++) {
      method.advance();
      expect(Math.max(...island.individuals.map(({ fitness }) => fitness))).toBe(island.bestEver?.fitness);
    }
  });

  it.each(['exact', 'structure'] as const)('with deduplication "%s" hardly ever has equals in a family', (mode) => {
    const equals = (deduplication: string): number => {
      const { island, method } = searchOf(mgg({ deduplication }));
      let count = 0;
      for (let family = 0; family < 40; family++) {
        island.born.length = 0;
        method.advance();
        const behaviours = island.born.map(({ child }) => hashOf(child).behaviour);
        count += behaviours.length - new Set(behaviours).size;
      }
      return count;
    };
    expect(equals(mode)).toBeLessThan(equals('none') / 3);
  });

  it('with deduplication "structure" gives birth to few copies of structures that are already there', () => {
    const copies = (deduplication: string): number => {
      const { island, method } = searchOf(mgg({ deduplication }));
      let count = 0;
      for (let family = 0; family < 40; family++) {
        const known = new Set(island.individuals.map((individual) => hashOf(individual).structure));
        island.born.length = 0;
        method.advance();
        for (const { child, parent } of island.born) {
          const { structure } = hashOf(child);
          if (structure !== hashOf(parent).structure && known.has(structure)) count++;
        }
      }
      return count;
    };
    expect(copies('structure')).toBeLessThan(copies('none') / 3);
  });

  it('works with the filter off, and lets through then what the filter would refuse', () => {
    const { island, method } = searchOf(demoSpec({ form: 'workbench', validity: 'off' }));
    method.advance();
    const filter = new ValidityFilter();
    expect(island.refused).toBe(0);
    expect(island.born.some(({ child }) => filter.judge(child.program, 'scalar') === 'invalid')).toBe(true);
  });

  it('starts from a listing, if the filter is off', () => {
    const listing = 'def Setup():\n  s2 = 0.5\ndef Predict():\n  s1 = dot(v1, v0)\ndef Learn():\n  v1 = v1 + v0\n';
    const { island, method } = searchOf(demoSpec({ form: 'workbench', validity: 'off' }, { init: { listing } }));
    expect(new Set(island.individuals.map(({ program }) => program)).size).toBe(1);
    for (let family = 0; family < 10; family++) method.advance();
    expect(new Set(island.individuals.map((individual) => hashOf(individual).behaviour)).size).toBeGreaterThan(5);
  });
});
