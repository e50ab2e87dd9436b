import { describe, expect, it } from 'vitest';
import {
  BLOCK_BYTES,
  GROUP,
  HEADER_WORDS,
  JOB,
  PHASE,
  STATUS,
} from '../../native-worker/kernel-evaluator/job-layout.ts';
import { selfCheckCases } from '../../native-worker/tiers/self-check-cases.ts';
import { kernelsPresent } from '../kernel-evaluator/evaluators-present.ts';
import { bytesOf, wordsOf, writtenJob, type WrittenJob } from './written-job.ts';

const { kernels } = await kernelsPresent();
const cases = selfCheckCases();
/** Orders of its own, draws, all kinds of registers, a trace. */
const everyOp = cases.find(({ name }) => name === 'every op')!;
const threeClasses = cases.find(({ name }) => name === 'three classes')!;

const HUGE = 0xffffffff;
const SLICE = 20000;
const STATUSES: readonly number[] = Object.values(STATUS);
const WORDS_PER_BLOCK = BLOCK_BYTES / 4;

/** What the kernel answers to a job in which some words were changed. */
function answer(job: WrittenJob, changes: readonly (readonly [word: number, value: number])[]): number {
  job.restore();
  for (const [word, value] of changes) wordsOf(job.arena)[word] = value;
  return job.arena.advance(SLICE);
}

/** Fields that must not be huge, whatever the others are. */
const BOUNDED: readonly (keyof typeof JOB)[] = [
  ...(['layout', 'arenaBlocks', 'features', 'rules', 'lanes', 'groups', 'groupTable'] as const),
  ...(['setupLength', 'predictLength', 'learnLength', 'words', 'constants'] as const),
  ...(['scalars', 'vectors', 'matrices', 'registers', 'workspace', 'workspaceBlocks'] as const),
  ...(['record', 'requested', 'losses', 'trainSteps', 'trainTrace', 'trainTraceSteps', 'validTrace'] as const),
  ...(['validTraceSteps', 'trainTraceLengths', 'validTraceLengths', 'memories', 'phase', 'group'] as const),
  ...(['instruction'] as const),
];
const BOUNDED_OF_GROUP: readonly (keyof typeof GROUP)[] = [
  ...(['tasks', 'trainCount', 'validCount', 'epochs', 'trainFeatures', 'trainLabels', 'validFeatures'] as const),
  ...(['validLabels', 'orders', 'taskSeeds'] as const),
];

describe.each(kernels.map((kernel) => [`${kernel.name} (${kernel.instructionSet})`, kernel] as const))(
  'the kernel %s',
  (_, kernel) => {
    const job = writtenJob(kernel, everyOp);
    const words = wordsOf(job.arena).slice();
    const groupTable = words[JOB.groupTable]! * WORDS_PER_BLOCK;

    it('works on the job as it was written', () => {
      expect(STATUSES).toContain(answer(job, []));
      expect(answer(job, [])).toBeGreaterThanOrEqual(0);
    });

    it.each(BOUNDED)('refuses a huge %s, and writes nothing', (field) => {
      expect(answer(job, [[JOB[field], HUGE]])).toBeLessThan(0);
      wordsOf(job.arena)[JOB[field]] = words[JOB[field]]!;
      expect(Buffer.compare(bytesOf(job.arena), job.bytes)).toBe(0);
    });

    it.each(BOUNDED_OF_GROUP)('refuses a huge %s of a group', (field) => {
      expect(answer(job, [[groupTable + GROUP[field], HUGE]])).toBeLessThan(0);
    });

    it('refuses sizes of 0 and lanes that do not fill vectors', () => {
      expect(answer(job, [[JOB.features, 0]])).toBeLessThan(0);
      expect(answer(job, [[JOB.lanes, 0]])).toBeLessThan(0);
      expect(answer(job, [[JOB.lanes, words[JOB.lanes]! - 1]])).toBeLessThan(0);
      expect(answer(job, [[JOB.scalars, 1]])).toBeLessThan(0);
      expect(answer(job, [[JOB.vectors, 0]])).toBeLessThan(0);
      expect(answer(job, [[groupTable + GROUP.tasks, 0]])).toBeLessThan(0);
    });

    it('refuses less workspace than the job needs, and anything else within it', () => {
      expect(answer(job, [[JOB.workspaceBlocks, 3]])).toBeLessThan(0);
      expect(answer(job, [[JOB.workspace, 0]])).toBeLessThan(0);
      for (const field of [
        'words',
        'constants',
        'registers',
        'losses',
        'trainSteps',
        'memories',
        'groupTable',
      ] as const)
        expect(answer(job, [[JOB[field], words[JOB.workspace]!]])).toBeLessThan(0);
      for (const field of ['trainFeatures', 'validLabels', 'orders', 'taskSeeds'] as const)
        expect(answer(job, [[groupTable + GROUP[field], words[JOB.workspace]!]])).toBeLessThan(0);
    });

    it('refuses ops that do not exist, no operation, and slots that there are not', () => {
      const first = words[JOB.words]! * WORDS_PER_BLOCK;
      for (const op of [0, 65, 0xffff]) expect(answer(job, [[first, op]])).toBe(STATUS.badProgram);
      // The second word holds in2 and the output.
      expect(answer(job, [[first + 1, 0xffff0000]])).toBe(STATUS.badProgram);
    });

    it('refuses orders that name examples that there are not', () => {
      const orders = words[groupTable + GROUP.orders]! * WORDS_PER_BLOCK;
      job.restore();
      wordsOf(job.arena)[orders] = words[groupTable + GROUP.trainCount]!;
      let status: number;
      do status = job.arena.advance(SLICE);
      while (status === STATUS.more);
      expect(status).toBe(STATUS.badSize);
    });

    it('refuses to go on from where no evaluation can stand', () => {
      for (const phase of [PHASE.trainPredict, PHASE.trainLearn, PHASE.validate]) {
        for (const field of ['group', 'epoch', 'step', 'instruction'] as const)
          expect(
            answer(job, [
              [JOB.phase, phase],
              [JOB[field], HUGE],
            ]),
          ).toBe(STATUS.badProgress);
      }
      expect(answer(job, [[JOB.phase, PHASE.done + 1]])).toBe(STATUS.badProgress);
    });

    it('refuses more classes than features, and less than two', () => {
      const classes = writtenJob(kernel, threeClasses);
      expect(answer(classes, [])).toBeGreaterThanOrEqual(0);
      for (const count of [0, 1, wordsOf(classes.arena)[JOB.features]! + 1, HUGE])
        expect(answer(classes, [[JOB.classes, count]])).toBe(STATUS.badSize);
      expect(answer(classes, [[JOB.vectors, 2]])).toBe(STATUS.badSize);
    });

    it('lives through jobs with wild numbers anywhere in header, groups and program, slice after slice', () => {
      const random = mulberry(kernel.width);
      const places = [
        ...Array.from({ length: HEADER_WORDS }, (_, index) => index).filter((index) => index !== JOB.layout),
        ...Array.from({ length: WORDS_PER_BLOCK }, (_, index) => groupTable + index),
        ...Array.from({ length: 40 }, (_, index) => words[JOB.words]! * WORDS_PER_BLOCK + index),
      ];
      let refused = 0;
      for (let round = 0; round < 3000; round++) {
        const changes = Array.from({ length: 1 + (random() % 3) }, () => {
          const word = places[random() % places.length]!;
          return [word, wild(words[word]!, random)] as const;
        });
        let status = answer(job, changes);
        for (let slice = 0; slice < 3 && status === STATUS.more; slice++) status = job.arena.advance(SLICE);
        expect(STATUSES).toContain(status);
        if (status < 0) refused++;
      }
      expect(refused).toBeGreaterThan(1000);
    });
  },
);

/** A number that is close to another, or far from it. */
function wild(usual: number, random: () => number): number {
  const kinds = [usual + 1, usual - 1, usual * 2, random() % 64, random() % 5000, random(), HUGE - (random() % 3)];
  return kinds[random() % kinds.length]! >>> 0;
}

/** Whole numbers below 2^32, the same ones each time. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
