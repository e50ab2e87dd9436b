import { Packr } from 'msgpackr';
import { describe, expect, it } from 'vitest';
import { bufferOf, ProgramBuffer } from '../../native-worker/algorithm/program-buffer.ts';
import { packAlgorithm, type Program, unpackProgram } from '../../native-worker/algorithm/program.ts';
import { EditLog } from '../../native-worker/search/edit-log.ts';
import { stepsOfLine } from '../../native-worker/search/lineage-step.ts';
import { Lineage } from '../../native-worker/search/lineage.ts';
import { Mutator } from '../../native-worker/search/mutator.ts';
import { type Identity, NO_PARENT, type PackedLineage } from '../../native-worker/search/packed-lineage.ts';
import { replayLineage } from '../../native-worker/search/replay-lineage.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { MUTATION_KINDS } from '../../native-worker/spec/method-schema.ts';
import { applyMutation } from './apply-mutation.ts';
import { randomProgram } from './programs.ts';
import { WIDE_SPACE } from './search-spaces.ts';

const OPTIONS = {
  mutations: MUTATION_KINDS.map((kind) => ({ kind, weight: 1 })),
  mutateProbability: 0.95,
  constantMutation: 'log-normal',
  insertBound: 'up-to-max',
} as const;
const POPULATION = 12;

interface Living {
  readonly node: number;
  readonly program: Program;
  readonly birth: number;
}

/** A population that bred for a while by every kind of mutation, up to three to a child. */
function breed(births: number) {
  const random = new ThreefryRandomSource({ seed: 3, experiment: 0, island: 0, purpose: 'search' });
  const mutator = new Mutator(WIDE_SPACE, OPTIONS, random);
  const lineage = new Lineage(0);
  const edits = new EditLog();
  const living: Living[] = [];
  const bear = (parent: number, program: Program, birth: number): Living => ({
    node: lineage.bear(parent, edits, birth, random.probability()),
    program,
    birth,
  });
  for (let birth = 0; birth < POPULATION; birth++) {
    const program = randomProgram(WIDE_SPACE, random);
    edits.truncate(0);
    edits.addFounder(program);
    living.push(bear(NO_PARENT, program, birth));
  }
  for (let birth = POPULATION; birth < births; birth++) {
    const parent = living[random.slot(POPULATION)]!;
    let program = bufferOf(parent.program);
    edits.truncate(0);
    for (let k = 0; k < random.choice(4); k++) {
      const child = new ProgramBuffer();
      mutator.mutate(program, child, edits);
      program = child;
    }
    const slot = random.slot(POPULATION);
    const child = bear(parent.node, program.toProgram(), birth);
    lineage.release(living[slot]!.node);
    living[slot] = child;
  }
  return { lineage, living };
}

function programsOf(packed: PackedLineage): Program[] {
  const programs: Program[] = [];
  replayLineage(packed, (_place, program) => programs.push(bufferOf(program).toProgram()));
  return programs;
}

describe('a family tree', () => {
  it('replays the program of everybody who lives, to the bit', () => {
    const { lineage, living } = breed(800);
    const { packed, placeOf } = lineage.pack(living.map(({ node }) => node));
    const programs = programsOf(packed);
    for (const { node, program, birth } of living) {
      expect(programs[placeOf[node]!]).toEqual(program);
      expect(packed.births[placeOf[node]!]).toBe(birth);
    }
  });

  it('holds the ancestors of the living, each once, and nobody else', () => {
    const { lineage, living } = breed(800);
    const { packed } = lineage.pack(living.map(({ node }) => node));
    expect(lineage.count).toBe(packed.births.length);
    const hasChildren = new Set(packed.parents);
    const alive = new Set(living.map(({ birth }) => birth));
    packed.births.forEach((birth, place) => {
      expect(alive.has(birth) || hasChildren.has(place)).toBe(true);
    });
    packed.parents.forEach((parent, place) => {
      expect(parent).toBeLessThan(place);
    });
  });

  it('is empty when everybody is gone, and its room is used again', () => {
    const { lineage, living } = breed(300);
    for (const { node } of living) lineage.release(node);
    expect(lineage.count).toBe(0);
    const edits = new EditLog();
    edits.addFounder(living[0]!.program);
    const node = lineage.bear(NO_PARENT, edits, 1, 0.5);
    expect(node).toBeLessThan(300);
    expect(programsOf(lineage.pack([node]).packed)).toEqual([living[0]!.program]);
  });

  it('stored and unpacked is the same, and frees lines as it would have', () => {
    const { lineage, living } = breed(500);
    const packr = new Packr({ structuredClone: true, moreTypes: true });
    const nodes = living.map(({ node }) => node);
    const { packed, placeOf } = lineage.pack(nodes);
    const saved = { lineage: packr.unpack(packr.pack(packed)) as PackedLineage, births: 500, stemsDueAt: 4096 };
    const restored = new Lineage(0, saved);
    const places = nodes.map((node) => placeOf[node]!);
    for (const place of places) restored.retain(place);
    expect(restored.pack(places).packed).toEqual(packed);
    for (const place of places) restored.release(place);
    expect(restored.count).toBe(0);
  });

  it('grows to any number of births', () => {
    const edits = new EditLog();
    edits.addFounder(
      randomProgram(WIDE_SPACE, new ThreefryRandomSource({ seed: 1, experiment: 0, island: 0, purpose: 'search' })),
    );
    const lineage = new Lineage(0);
    let node = lineage.bear(NO_PARENT, edits, 0, 0);
    for (let birth = 1; birth < 5000; birth++) {
      edits.truncate(0);
      edits.addNothing('identity');
      const child = lineage.bear(node, edits, birth, birth / 5000);
      lineage.release(node);
      node = child;
    }
    expect(lineage.count).toBe(5000);
    expect(lineage.pack([node]).packed.births).toHaveLength(5000);
  });
});

describe('lines that all of a tree come down from', () => {
  it('leave memory as it goes, so that it stays as small as the living need', () => {
    const { lineage, living } = breed(100);
    const random = new ThreefryRandomSource({ seed: 4, experiment: 0, island: 0, purpose: 'search' });
    const edits = new EditLog();
    edits.addNothing('identity');
    let most = 0;
    let recorded = 0;
    for (let birth = 100; birth < 100_000; birth++) {
      const slot = random.slot(POPULATION);
      const node = lineage.bear(living[random.slot(POPULATION)]!.node, edits, birth, 0);
      lineage.release(living[slot]!.node);
      living[slot] = { ...living[slot]!, node, birth };
      if (birth % POPULATION !== 0) continue;
      most = Math.max(most, lineage.count);
      for (const { isRecorded } of lineage.takeStems()) recorded += isRecorded.filter((each) => each === 0).length;
    }
    // A generation brings one more birth to the line of all, of which a dozen die.
    expect(recorded).toBeGreaterThan(90_000 / POPULATION / 2);
    expect(most).toBeLessThan(10_000 / POPULATION + 20 * POPULATION);
  });

  it('leave at the same births after a cut', () => {
    const random = new ThreefryRandomSource({ seed: 6, experiment: 0, island: 0, purpose: 'search' });
    const edits = new EditLog();
    edits.addFounder(randomProgram(WIDE_SPACE, random));
    const grow = (lineage: Lineage, from: number, to: number, last: number) => {
      const taken: number[] = [];
      let node = last;
      for (let birth = from; birth < to; birth++) {
        const child = lineage.bear(node, edits, birth, 0);
        if (node !== NO_PARENT) lineage.release(node);
        node = child;
        if (birth % 100 === 0 && lineage.takeStems().length > 0) taken.push(birth);
      }
      return { taken, node };
    };
    const undisturbed = grow(new Lineage(0), 0, 40_000, NO_PARENT).taken;
    const first = new Lineage(0);
    const before = grow(first, 0, 13_333, NO_PARENT);
    const { packed, placeOf } = first.pack([before.node]);
    const second = new Lineage(0, { lineage: packed, births: 13_333, stemsDueAt: first.stemsDueAt });
    second.retain(placeOf[before.node]!);
    const after = grow(second, 13_333, 40_000, placeOf[before.node]!);
    expect(undisturbed.length).toBeGreaterThan(2);
    expect([...before.taken, ...after.taken]).toEqual(undisturbed);
  });
});

describe('the steps of a line', () => {
  it('say by kind what happened, and following them one comes to the program', () => {
    const { lineage, living } = breed(800);
    const kinds = new Set<string>();
    for (const { node, program, birth } of living) {
      const [founder, ...descendants] = stepsOfLine(lineage.pack([node]).packed);
      if (founder?.kind !== 'founder') throw new Error('a line begins with a founder');
      let algorithm = unpackProgram(founder.program);
      let parent: Identity = { island: 0, birth: founder.birth };
      for (const step of descendants) {
        if (step.kind !== 'descendant') throw new Error('a line has one founder');
        expect(step.parent).toEqual(parent);
        parent = { island: step.island, birth: step.birth };
        for (const record of step.edits) kinds.add(record.kind);
        algorithm = step.edits.reduce(applyMutation, algorithm);
      }
      expect(parent).toEqual({ island: 0, birth });
      expect(packAlgorithm(algorithm)).toEqual(program);
    }
    expect(kinds.size).toBe(MUTATION_KINDS.length);
  });

  it('keep every bit of a constant, the sign of a zero and a NaN included', () => {
    const constants = [-0, 5e-324, NaN, -Infinity];
    const set = (value: number) => ({ op: 56, in1: 0, in2: 0, out: 2, constants: [value] });
    const program = packAlgorithm({ setup: constants.map(set), predict: [], learn: [] });
    const edits = new EditLog();
    edits.addFounder(program);
    const lineage = new Lineage(0);
    const [step] = stepsOfLine(lineage.pack([lineage.bear(NO_PARENT, edits, 0, 0)]).packed);
    expect(step).toMatchObject({ kind: 'founder', program });
    expect(programsOf(lineage.pack([0]).packed)[0]?.constants[0]).toBe(-0);
  });

  it('are refused where the tree was damaged', () => {
    const edits = new EditLog();
    edits.addNothing('identity');
    const lineage = new Lineage(0);
    const { packed } = lineage.pack([lineage.bear(NO_PARENT, edits, 0, 0)]);
    packed.words[0] = 99;
    expect(() => programsOf(packed)).toThrow('unit 0 of a family tree has no known kind of edit (99)');
  });
});
