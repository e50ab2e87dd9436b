import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferOf } from '../../native-worker/algorithm/program-buffer.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { improvementsOf } from '../../native-worker/search/improvements.ts';
import { type LineageRecord, recordsOf } from '../../native-worker/search/lineage-record.ts';
import { identityAt, NO_PARENT, type PackedLineage } from '../../native-worker/search/packed-lineage.ts';
import { lineageOf } from '../../native-worker/search/recorded-lineage.ts';
import { replayLineage } from '../../native-worker/search/replay-lineage.ts';
import { improvementsIn, lineOf, ModelArchipelago, type ModelBirth, type ModelStep, nameOf } from './lineage-model.ts';

const RUNS = { seed: 5, numRuns: 40 };
const island = fc.nat({ max: 2 });
const breed = fc.record({ kind: fc.constant('breed' as const), island, births: fc.nat({ max: 60 }) });
const migrate = fc.record({
  kind: fc.constant('migrate' as const),
  from: island,
  to: island,
  count: fc.nat({ max: 5 }),
});
const takeStems = fc.record({ kind: fc.constant('take stems' as const), island });
/** What must make no difference to what is recorded. */
const disturb = fc.record({ kind: fc.constantFrom('pin' as const, 'unpin' as const, 'resume' as const), island });
const step: fc.Arbitrary<ModelStep> = fc.oneof({ arbitrary: breed, weight: 4 }, migrate, takeStems, disturb);
const history = fc.record({
  seed: fc.nat(),
  population: fc.integer({ min: 2, max: 10 }),
  steps: fc.array(step, { minLength: 5, maxLength: 40 }),
});

function archipelago({ seed, population, steps }: { seed: number; population: number; steps: readonly ModelStep[] }) {
  const islands = new ModelArchipelago(seed, population);
  islands.do({ kind: 'breed', island: 0, births: population });
  for (const each of steps) islands.do(each);
  return islands;
}

function programsOf(packed: PackedLineage): Program[] {
  const programs: Program[] = [];
  replayLineage(packed, (_place, program) => programs.push(bufferOf(program).toProgram()));
  return programs;
}

/** All births that somebody who lives or is pinned comes down from, on all islands, by name. */
function knownBirths(islands: ModelArchipelago): Map<string, ModelBirth> {
  const residents = islands.islands.flatMap(({ residents, pinned }) => [...residents, ...pinned]);
  return new Map(residents.flatMap(({ birth }) => lineOf(birth).map((each) => [nameOf(each), each])));
}

/** The line of a birth as it can be had: from memory where it is not on record, and from records beyond. */
function joinedLine(packed: PackedLineage, records: ReadonlyMap<string, LineageRecord>): LineageRecord[] {
  const inMemory = recordsOf(packed, 'founder-random');
  const all = new Map([...records, ...inMemory.map((record) => [nameOf(record), record] as const)]);
  const line: LineageRecord[] = [];
  for (
    let next: LineageRecord | undefined = all.get(nameOf(identityAt(packed, packed.births.length - 1)));
    next !== undefined;
    next = next.parent === null ? undefined : all.get(nameOf(next.parent))
  ) {
    line.push(next);
  }
  return line.reverse();
}

describe('in whatever order islands breed, exchange migrants, are cut, resumed, and put lines on record', () => {
  it('everybody alive replays from memory to the bit, with all improving steps of the line', () => {
    fc.assert(
      fc.property(history, (input) => {
        for (const { lineage, residents, pinned } of archipelago(input).islands) {
          for (const { node, birth } of [...residents, ...pinned]) {
            const { packed } = lineage.pack([node]);
            expect(programsOf(packed).at(-1)).toEqual(birth.program);
            expect(identityAt(packed, packed.births.length - 1)).toEqual({ island: birth.island, birth: birth.birth });
            expect(packed.fitness.at(-1)).toBe(birth.fitness);
            const improvements = improvementsIn(lineOf(birth)).map(({ island, birth, fitness: search, program }) => {
              return { island, birth, search, program };
            });
            expect(improvementsOf(packed)).toEqual(improvements);
          }
        }
      }),
      RUNS,
    );
  });

  it('everybody alive has the whole line from the founder on, memory and records taken together', () => {
    fc.assert(
      fc.property(history, (input) => {
        const islands = archipelago(input);
        const records = islands.records();
        for (const { lineage, residents, pinned } of islands.islands) {
          for (const { node, birth } of [...residents, ...pinned]) {
            const line = joinedLine(lineage.pack([node]).packed, records);
            const truth = lineOf(birth);
            expect(line.map(nameOf)).toEqual(truth.map(nameOf));
            expect(line.map(({ search }) => search)).toEqual(truth.map(({ fitness }) => fitness));
            expect(programsOf(lineageOf(line))).toEqual(truth.map(({ program }) => program));
          }
        }
      }),
      RUNS,
    );
  });

  it('each piece that goes on record replays by itself and names true parents', () => {
    fc.assert(
      fc.property(history, (input) => {
        const islands = archipelago(input);
        islands.do({ kind: 'take stems', island: 0 });
        const births = knownBirths(islands);
        for (const piece of islands.islands.flatMap(({ pieces }) => pieces)) {
          programsOf(piece).forEach((program, place) => {
            // Lines that have died out since are no longer known to the model.
            const birth = births.get(nameOf(identityAt(piece, place)));
            if (birth === undefined) return;
            expect(program).toEqual(birth.program);
            const parent = piece.parents[place]!;
            if (piece.isRecorded[place] === 1) return;
            const named = parent === NO_PARENT ? null : nameOf(identityAt(piece, parent));
            expect(named).toBe(birth.parent && nameOf(birth.parent));
          });
        }
      }),
      RUNS,
    );
  });

  it('memory holds ancestors alone, and of what is on record only what is needed', () => {
    fc.assert(
      fc.property(history, (input) => {
        const islands = archipelago(input);
        for (const island of islands.islands) {
          island.unpin();
          island.takeStems();
          const { lineage, residents } = island;
          const { packed } = lineage.pack(residents.map(({ node }) => node));
          expect(lineage.count).toBe(packed.births.length);
          const births = knownBirths(islands);
          const children = new Uint32Array(packed.births.length);
          for (const parent of packed.parents) if (parent !== NO_PARENT) children[parent]!++;
          const alive = new Set(residents.map(({ birth }) => nameOf(birth)));
          packed.parents.forEach((parent, place) => {
            if (parent === NO_PARENT || packed.isRecorded[place] === 0 || children[place] !== 1) return;
            const name = nameOf(identityAt(packed, place));
            // What has a recorded birth after it, and no other, is there because it was the best so far.
            const next = packed.parents.indexOf(place);
            if (alive.has(name) || packed.isRecorded[next] === 0) return;
            expect(improvementsIn(lineOf(births.get(name)!)).map(nameOf)).toContain(name);
          });
          for (const { node } of residents) lineage.release(node);
          expect(lineage.count).toBe(0);
          island.residents = [];
        }
      }),
      RUNS,
    );
  });

  it('what is recorded depends on neither cuts nor pins', () => {
    fc.assert(
      fc.property(history, fc.array(fc.tuple(fc.nat(), disturb), { maxLength: 20 }), (input, disturbances) => {
        const steps = input.steps.filter(({ kind }) => kind !== 'pin' && kind !== 'unpin' && kind !== 'resume');
        const disturbed = [...steps];
        for (const [at, each] of disturbances) disturbed.splice(at % (disturbed.length + 1), 0, each);
        const first = archipelago({ ...input, steps });
        const second = archipelago({ ...input, steps: disturbed });
        const recordsIn = ({ islands }: ModelArchipelago) =>
          islands.map(({ pieces }) => pieces.flatMap((piece) => recordsOf(piece, 'founder-random')));
        expect(recordsIn(second)).toEqual(recordsIn(first));
      }),
      RUNS,
    );
  });

  it('records name the time when an individual lost its last place on its island, once it has', () => {
    fc.assert(
      fc.property(history, (input) => {
        const steps = input.steps.filter(({ kind }) => kind !== 'migrate');
        const islands = archipelago({ ...input, steps });
        const births = knownBirths(islands);
        for (const { lineage, residents } of islands.islands) {
          const { packed } = lineage.pack(residents.map(({ node }) => node));
          packed.deaths.forEach((death, place) => {
            const { died } = births.get(nameOf(identityAt(packed, place)))!;
            expect(death).toBe(died ?? Infinity);
          });
        }
      }),
      RUNS,
    );
  });
});
