import { NO_OP, type Op, opAt, opByName } from '../algorithm/op-table.ts';
import { FEATURES_ADDRESS } from '../algorithm/output-kind.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import { NOISE_FUNCTION } from '../numerics/noise-stream.ts';
import type { Operation, Lanes, Operands } from './operation.ts';
import type { Memory } from './memory.ts';
import { OPERATIONS } from './op-semantics.ts';

const MATRIX_PRODUCT = opByName('MATRIX_MATRIX_PRODUCT');
/** What a draw takes, in entries that are only computed: its 20 rounds, and for a Gaussian a logarithm and a cosine. */
const WORK_OF_DRAW = 16;

/** An instruction ready to run; filled anew for each program. */
class PreparedInstruction implements Operands {
  operation: Operation = OPERATIONS[NO_OP]!;
  in1: Float64Array;
  in2: Float64Array;
  out: Float64Array;
  size = 0;
  /** Entries to go through in one lane: those of the largest operand, several times where each takes longer. */
  work = 0;
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

/** A component function: places of its instructions in a prepared program. */
export interface PreparedFunction {
  readonly start: number;
  readonly end: number;
  /** Entries that its instructions go through in one lane. */
  readonly work: number;
}

/**
 * A program with its operands looked up in a memory, ready to run. One object serves many programs in turn, so that
 * preparing the next one allocates next to nothing.
 */
export class PreparedProgram {
  private readonly memory: Memory;
  private readonly instructions: PreparedInstruction[] = [];
  private readonly functions = [NOISE_FUNCTION.setup, NOISE_FUNCTION.predict, NOISE_FUNCTION.learn].map(
    (component) => ({
      component,
      start: 0,
      end: 0,
      work: 0,
    }),
  );
  private ordinal = 0;
  readonly setup: PreparedFunction = this.functions[0]!;
  readonly predict: PreparedFunction = this.functions[1]!;
  readonly learn: PreparedFunction = this.functions[2]!;
  /** Whether Predict writes the features' register, so that they must be shown again before Learn. */
  predictWritesFeatures = false;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  /**
   * Takes a program on: its registers are in use in the memory, and those of the program before no longer. NO_OPs are
   * left out. The program is taken as valid (`check-evaluation.ts`).
   */
  prepare(program: Program): void {
    this.memory.beginProgram();
    this.ordinal = 0;
    this.predictWritesFeatures = false;
    let index = 0;
    let place = 0;
    for (const [k, prepared] of this.functions.entries()) {
      prepared.start = place;
      prepared.work = 0;
      for (const end = index + program.lengths[k]!; index < end; index++) {
        const instruction = this.add(program, index, place, prepared.component);
        if (instruction === undefined) continue;
        prepared.work += instruction.work;
        place++;
      }
      prepared.end = place;
    }
  }

  /** Runs the instructions from a place up to another over the lanes. */
  run(start: number, end: number, lanes: Lanes): void {
    for (let place = start; place < end; place++) {
      const instruction = this.instructions[place]!;
      instruction.operation(instruction, lanes);
    }
  }

  /** Entries that the instruction at a place goes through in one lane. */
  workOf(place: number): number {
    return this.instructions[place]!.work;
  }

  /** Looks an instruction's operands up and puts it at a place, unless it is a NO_OP. */
  private add(program: Program, index: number, place: number, component: number): PreparedInstruction | undefined {
    const { words, constants } = program;
    const { memory } = this;
    const word = index * WORDS_PER_INSTRUCTION;
    const op = opAt(words[word]!);
    if (op.output === null) return undefined;
    const address = words[word + 3]!;
    const out = memory.use(op.output, address);
    const instruction = (this.instructions[place] ??= new PreparedInstruction(out));
    instruction.operation = OPERATIONS[op.number]!;
    instruction.out = out;
    instruction.size = memory.sizeOf(op.output);
    const [first, second] = op.inputs;
    instruction.in1 = first === undefined ? out : memory.use(first, words[word + 1]!);
    instruction.in2 = second === undefined ? out : memory.use(second, words[word + 2]!);
    const largest = Math.max(
      instruction.size,
      first === undefined ? 0 : memory.sizeOf(first),
      second === undefined ? 0 : memory.sizeOf(second),
    );
    instruction.work = largest * this.workOfEntry(op);
    const constant = index * CONSTANTS_PER_INSTRUCTION;
    instruction.constant0 = constants[constant]!;
    instruction.constant1 = constants[constant + 1]!;
    instruction.constant2 = constants[constant + 2]!;
    instruction.component = component;
    instruction.ordinal = op.random ? this.ordinal++ : 0;
    if (component === NOISE_FUNCTION.predict && op.output === 'vector' && address === FEATURES_ADDRESS) {
      this.predictWritesFeatures = true;
    }
    return instruction;
  }

  /** What an op takes for each entry of its largest operand: an entry of a matrix product is a sum of F products. */
  private workOfEntry(op: Op): number {
    if (op === MATRIX_PRODUCT) return this.memory.sizeOf('vector');
    return op.random ? WORK_OF_DRAW : 1;
  }
}
