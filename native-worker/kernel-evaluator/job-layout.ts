/*
 * The layout of a job, as the kernel reads it: `native-worker/kernel/job.hpp` has the same fields in the same order, and
 * says what each holds. A field's number is its place among the header's uint32 words.
 */

export const JOB_LAYOUT = 1;
export const BLOCK_BYTES = 64;
/** A group has at most so many lanes. */
export const MOST_LANES = 1024;

/** The header's words. */
export const JOB = {
  layout: 0,
  arenaBlocks: 1,
  features: 2,
  rules: 3,
  classes: 4,
  lanes: 5,
  groups: 6,
  groupTable: 7,
  setupLength: 8,
  predictLength: 9,
  learnLength: 10,
  words: 11,
  constants: 12,
  scalars: 13,
  vectors: 14,
  matrices: 15,
  registers: 16,
  workspace: 17,
  workspaceBlocks: 18,
  trainExamples: 19,
  validExamples: 20,
  record: 21,
  noiseSeed: 22,
  keepsMemory: 23,
  requested: 24,
  losses: 25,
  trainSteps: 26,
  trainTrace: 27,
  trainTraceSteps: 28,
  validTrace: 29,
  validTraceSteps: 30,
  trainTraceLengths: 31,
  validTraceLengths: 32,
  memories: 33,
  phase: 34,
  group: 35,
  epoch: 36,
  step: 37,
  instruction: 38,
  reserved: 39,
} as const;

/** The one double of the header, by its place among the header's doubles. */
export const MAX_ABS_ERROR_DOUBLE = 20;
/** Words of the header, the double included. */
export const HEADER_WORDS = 42;

/** Words of a group's entry in the group table. */
export const GROUP = {
  tasks: 0,
  trainCount: 1,
  validCount: 2,
  epochs: 3,
  trainFeatures: 4,
  trainLabels: 5,
  validFeatures: 6,
  validLabels: 7,
  firstOrderedEpoch: 8,
  orders: 9,
  taskSeeds: 10,
} as const;
export const GROUP_WORDS = 16;

export const RULES = { regression: 0, binaryLocal: 1, binaryInMemory: 2, classes: 3 } as const;
export const RECORD = { nothing: 0, errors: 1, predictions: 2 } as const;

/** Where an evaluation stands between two calls. A job as it is written is about to begin. */
export const PHASE = { begin: 0, setup: 1, trainPredict: 2, trainLearn: 3, validate: 4, done: 5 } as const;

/** What the kernel answers. */
export const STATUS = { complete: 0, more: 1, badLayout: -1, badSize: -2, badProgram: -3, badProgress: -4 } as const;

/** Bytes of the workspace that an instruction takes once its operands are looked up. */
export const PREPARED_INSTRUCTION_BYTES = 128;
/** Arrays of a double, or a word as long, for each lane that hold the state of the lanes. */
export const STATE_ARRAYS = 4;

/**
 * Blocks of workspace that a job needs: `workspace_layout` in `native-worker/kernel/workspace.hpp` is the same sum.
 * The kernel refuses a job with less.
 *
 * @param registerDoubles doubles of all registers of a group
 */
export function workspaceBlocks(
  features: number,
  lanes: number,
  instructions: number,
  registerDoubles: number,
): number {
  return (
    // Instructions with their operands looked up.
    blocksOf(instructions * PREPARED_INSTRUCTION_BYTES) +
    // Two registers for results that may not overwrite their operands.
    blocksOfDoubles(2 * features * features * lanes) +
    // The example at hand where the order is each lane's own: features and labels.
    blocksOfDoubles(features * lanes) +
    blocksOfDoubles(lanes) +
    // What stands for hidden labels.
    blocksOfDoubles(lanes) +
    // State of the lanes, and the registers of lanes that have failed.
    blocksOfDoubles(STATE_ARRAYS * lanes) +
    blocksOfDoubles(registerDoubles)
  );
}

/** Blocks that so many bytes, or doubles, or uint32 words take. */
export function blocksOf(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES);
}
export function blocksOfDoubles(count: number): number {
  return blocksOf(count * 8);
}
export function blocksOfWords(count: number): number {
  return blocksOf(count * 4);
}
