import type { LaneNoise } from './lane-noise.ts';

/** An instruction with its operands looked up: registers of all lanes (`memory.ts`). */
export interface Operands {
  /** First and second input, and output. Where the op has none, any register. They may be one and the same. */
  readonly in1: Float64Array;
  readonly in2: Float64Array;
  readonly out: Float64Array;
  /** Entries of the output in one lane: 1, F or F x F. */
  readonly size: number;
  /** The constants that the op carries, in the op table's order; else 0. */
  readonly constant0: number;
  readonly constant1: number;
  readonly constant2: number;
  /** For random ops: number of random instructions before this one in the program, and the component function. */
  readonly ordinal: number;
  readonly component: number;
}

/** What all instructions of an evaluation share. */
export interface Lanes {
  /** F. */
  readonly features: number;
  /** Number of lanes to run, from lane 0 on. */
  readonly count: number;
  /** F x F numbers that an instruction may use while it runs. */
  readonly scratch: Float64Array;
  readonly noise: LaneNoise;
}

/** What an op does: runs one instruction over all lanes. Behaves as if inputs were read before anything is written. */
export type Operation = (operands: Operands, lanes: Lanes) => void;
