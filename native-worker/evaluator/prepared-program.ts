import { NO_OP, opAt } from '../algorithm/op-table.ts';
import { FEATURES_ADDRESS } from '../algorithm/output-kind.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import { NOISE_FUNCTION } from '../numerics/noise-stream.ts';
import type { Operation, Lanes, Operands } from './operation.ts';
import type { Memory } from './memory.ts';
import { OPERATIONS } from './op-semantics.ts';

/** An instruction ready to run; filled anew for each program. */
class PreparedInstruction implements Operands {
  operation: Operation = OPERATIONS[NO_OP]!;
  in1: Float64Array;
  in2: Float64Array;
  out: Float64Array;
  size = 0;
  constant0 = 0;
  constant1 = 0;
  constant2 = 0;
  ordinal = 0;
  component = 0;

  constructor(register: Float64Array) {
    this.in1 = register;
    this.in2 = register;
    this.out = register;
  }
}

/**
 * A program with its operands looked up in a memory, ready to run. One object serves many programs in turn, so that
 * preparing the next one allocates next to nothing.
 */
export class PreparedProgram {
  private readonly memory: Memory;
  private readonly instructions: PreparedInstruction[] = [];
  private setupEnd = 0;
  private predictEnd = 0;
  private learnEnd = 0;
  private ordinal = 0;
  /** Whether Predict writes the features' register, so that they must be shown again before Learn. */
  predictWritesFeatures = false;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  /**
   * Takes a program on: its registers are in use in the memory, and those of the program before no longer. NO_OPs are
   * left out. Addresses and constants are taken as valid; an op that does not exist is a `RangeError`.
   */
  prepare(program: Program): void {
    const [setup, predict, learn] = program.lengths;
    this.memory.beginProgram();
    this.ordinal = 0;
    this.predictWritesFeatures = false;
    this.setupEnd = this.add(program, 0, setup, NOISE_FUNCTION.setup, 0);
    this.predictEnd = this.add(program, setup, predict, NOISE_FUNCTION.predict, this.setupEnd);
    this.learnEnd = this.add(program, setup + predict, learn, NOISE_FUNCTION.learn, this.predictEnd);
  }

  /** Runs Setup over the lanes. */
  setup(lanes: Lanes): void {
    this.run(0, this.setupEnd, lanes);
  }

  /** Runs Predict over the lanes. */
  predict(lanes: Lanes): void {
    this.run(this.setupEnd, this.predictEnd, lanes);
  }

  /** Runs Learn over the lanes. */
  learn(lanes: Lanes): void {
    this.run(this.predictEnd, this.learnEnd, lanes);
  }

  private run(start: number, end: number, lanes: Lanes): void {
    for (let index = start; index < end; index++) {
      const instruction = this.instructions[index]!;
      instruction.operation(instruction, lanes);
    }
  }

  /** Adds a component function's instructions from a place on; returns the place after the last. */
  private add(program: Program, first: number, count: number, component: number, place: number): number {
    const { words, constants } = program;
    const { memory } = this;
    for (let index = first; index < first + count; index++) {
      const word = index * WORDS_PER_INSTRUCTION;
      const op = opAt(words[word]!);
      if (op.output === null) continue;
      const address = words[word + 3]!;
      const out = memory.use(op.output, address);
      const instruction = (this.instructions[place++] ??= new PreparedInstruction(out));
      instruction.operation = OPERATIONS[op.number]!;
      instruction.out = out;
      instruction.size = memory.sizeOf(op.output);
      instruction.in1 = op.inputs.length < 1 ? out : memory.use(op.inputs[0]!, words[word + 1]!);
      instruction.in2 = op.inputs.length < 2 ? out : memory.use(op.inputs[1]!, words[word + 2]!);
      const constant = index * CONSTANTS_PER_INSTRUCTION;
      instruction.constant0 = constants[constant]!;
      instruction.constant1 = constants[constant + 1]!;
      instruction.constant2 = constants[constant + 2]!;
      instruction.component = component;
      instruction.ordinal = op.random ? this.ordinal++ : 0;
      if (component === NOISE_FUNCTION.predict && op.output === 'vector' && address === FEATURES_ADDRESS) {
        this.predictWritesFeatures = true;
      }
    }
    return place;
  }
}
