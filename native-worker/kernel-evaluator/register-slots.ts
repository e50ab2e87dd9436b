import {
  FEATURES_ADDRESS,
  type OutputKind,
  SCALAR_LABEL_ADDRESS,
  SCALAR_PREDICTION_ADDRESS,
  VECTOR_LABEL_ADDRESS,
  VECTOR_PREDICTION_ADDRESS,
} from '../algorithm/output-kind.ts';
import { REGISTER_KINDS, type RegisterKind } from '../algorithm/register-kind.ts';

/** Addresses are stored in 16 bits. */
const ADDRESSES = 65536;

/** Number of a kind in `RegisterSlots`; `NO_KIND` stands for an operand that an op does not have. */
export const NO_KIND = 0;
export function kindNumber(kind: RegisterKind | null | undefined): number {
  return kind === null || kind === undefined ? NO_KIND : REGISTER_KINDS.indexOf(kind) + 1;
}

/** The registers that the protocol uses, in the order of the slots that the kernel expects them in. */
const RESERVED: Readonly<Record<OutputKind, readonly (readonly [RegisterKind, number])[]>> = {
  scalar: [
    ['scalar', SCALAR_LABEL_ADDRESS],
    ['scalar', SCALAR_PREDICTION_ADDRESS],
    ['vector', FEATURES_ADDRESS],
  ],
  vector: [
    ['vector', FEATURES_ADDRESS],
    ['vector', VECTOR_LABEL_ADDRESS],
    ['vector', VECTOR_PREDICTION_ADDRESS],
  ],
};

/**
 * Numbers the registers that a program names, so that the kernel holds no others. Each kind counts from 0: those that the
 * protocol uses, then the others by first use. One object serves many programs in turn and allocates nothing for each.
 */
export class RegisterSlots {
  /** By kind number and address: the slot plus 1, or 0 where it has none. */
  readonly #slots = new Uint32Array((REGISTER_KINDS.length + 1) * ADDRESSES);
  /** By kind number and slot: the address. */
  readonly #addresses = new Uint16Array((REGISTER_KINDS.length + 1) * ADDRESSES);
  readonly #counts = new Uint32Array(REGISTER_KINDS.length + 1);

  /** Forgets all slots but those of the registers that the protocol uses. */
  begin(outputs: OutputKind): void {
    for (let kind = 1; kind <= REGISTER_KINDS.length; kind++) {
      const start = kind * ADDRESSES;
      for (let slot = 0; slot < this.#counts[kind]!; slot++) this.#slots[start + this.#addresses[start + slot]!] = 0;
      this.#counts[kind] = 0;
    }
    for (const [kind, address] of RESERVED[outputs]) this.slotOf(kindNumber(kind), address);
  }

  /** The slot of a register, by its kind's number; 0 for `NO_KIND`. */
  slotOf(kind: number, address: number): number {
    if (kind === NO_KIND) return 0;
    const place = kind * ADDRESSES + address;
    const known = this.#slots[place]!;
    if (known !== 0) return known - 1;
    const slot = this.#counts[kind]!++;
    this.#slots[place] = slot + 1;
    this.#addresses[kind * ADDRESSES + slot] = address;
    return slot;
  }

  /** Slots that a kind has. */
  count(kind: RegisterKind): number {
    return this.#counts[kindNumber(kind)]!;
  }

  /** The address of the register in a slot. */
  addressOf(kind: RegisterKind, slot: number): number {
    return this.#addresses[kindNumber(kind) * ADDRESSES + slot]!;
  }
}
