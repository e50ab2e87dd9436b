import type { RegisterKind } from '../algorithm/register-kind.ts';
import type { RegisterContents } from './evaluator.ts';

/** One register in all lanes: lane l has its entries, a matrix row by row, from `values[l * size]` on. */
interface Register {
  readonly kind: RegisterKind;
  readonly address: number;
  readonly values: Float64Array;
  /** Entries of one lane: 1, F or F x F. */
  readonly size: number;
  /** Number of the program that used it last. */
  program: number;
}

const KIND_ORDER: Readonly<Record<RegisterKind, number>> = { scalar: 0, vector: 1, matrix: 2 };

/**
 * The memory of an algorithm (paper, section 2), for several tasks at once: each task has a lane of its own, and a
 * register holds its entries of all lanes one after another. So an instruction runs over all tasks in one flat loop.
 *
 * Registers are made at their first use; only those that the present program uses are cleared and swapped.
 */
export class Memory {
  readonly features: number;
  /** Number of lanes that there is room for. */
  readonly capacity: number;
  private readonly registers: Readonly<Record<RegisterKind, Register[]>> = { scalar: [], vector: [], matrix: [] };
  private readonly inUse: Register[] = [];
  private program = 0;

  constructor(features: number, capacity: number) {
    this.features = features;
    this.capacity = capacity;
  }

  /** Entries of a register of a kind in one lane. */
  sizeOf(kind: RegisterKind): number {
    switch (kind) {
      case 'scalar':
        return 1;
      case 'vector':
        return this.features;
      case 'matrix':
        return this.features * this.features;
    }
  }

  /** Forgets which registers are in use, for another program. */
  beginProgram(): void {
    this.program++;
    this.inUse.length = 0;
  }

  /** The entries of a register in all lanes. It is in use from now on. */
  use(kind: RegisterKind, address: number): Float64Array {
    const register = (this.registers[kind][address] ??= this.makeRegister(kind, address));
    if (register.program !== this.program) {
      register.program = this.program;
      this.inUse.push(register);
    }
    return register.values;
  }

  /** Sets the first lanes of all registers in use to 0. */
  clear(lanes: number): void {
    for (const { values, size } of this.inUse) values.fill(0, 0, size * lanes);
  }

  /** Exchanges two lanes in all registers in use. */
  swapLanes(a: number, b: number): void {
    for (const { values, size } of this.inUse) {
      for (let i = a * size, j = b * size; i < (a + 1) * size; i++, j++) {
        const value = values[i]!;
        values[i] = values[j]!;
        values[j] = value;
      }
    }
  }

  /** What the registers in use hold in a lane: scalars first, by ascending address; every NaN has the same bits. */
  contents(lane: number): RegisterContents[] {
    return this.inUse
      .toSorted((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || a.address - b.address)
      .map(({ kind, address, values, size }) => {
        const copy = values.slice(lane * size, (lane + 1) * size);
        for (let entry = 0; entry < size; entry++) if (Number.isNaN(copy[entry])) copy[entry] = NaN;
        return { kind, address, values: copy };
      });
  }

  private makeRegister(kind: RegisterKind, address: number): Register {
    const size = this.sizeOf(kind);
    return { kind, address, values: new Float64Array(size * this.capacity), size, program: 0 };
  }
}
