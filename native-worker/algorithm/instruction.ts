import type { ComponentFunction } from './component-function.ts';

/**
 * One instruction as an object, for the edges of the engine (parser, printer, JSON, tests).
 * Fields that the op does not use are 0; `constants` has exactly the op's constants, in the op table's order.
 */
export interface Instruction {
  /** Number of the op, 0 to 64 (paper's OP numbers). */
  readonly op: number;
  /** Address of the first input. */
  readonly in1: number;
  /** Address of the second input. */
  readonly in2: number;
  /** Address of the output. */
  readonly out: number;
  readonly constants: readonly number[];
}

/** An algorithm as objects: its three component functions. */
export type Algorithm = Readonly<Record<ComponentFunction, readonly Instruction[]>>;
