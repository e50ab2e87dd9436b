/** What a column of a row may hold. Numbers are finite: SQLite has no other ones. */
export type Cell = number | string | Uint8Array | null;

/** Checksums and their sums are whole numbers below this one, so that they stay exact in SQLite and here. */
export const CHECKSUM_MODULUS = 2 ** 52;

const BYTES_OF_NUMBER = 8;
/** Cells that differ in type alone differ in their checksum. */
const TAG = { null: 1, number: 2, text: 3, bytes: 4 } as const;

/** About how many bytes a row takes in the file. */
export function rowBytes(cells: readonly Cell[]): number {
  let bytes = 0;
  for (const cell of cells) bytes += typeof cell === 'number' || cell === null ? BYTES_OF_NUMBER : cell.length;
  return bytes;
}

/**
 * Checksums over the cells of rows, to tell damage from data: each step is a bijection of the state, so that no change
 * within one word of 32 bits (a flipped bit, a changed byte) goes unseen, and of other changes one in 2^52.
 */
export class RowChecksum {
  // Two lanes of multiplications by odd numbers, exclusive ors and shifts, with the constants of MurmurHash3.
  #high = 0;
  #low = 0;
  readonly #number = new Float64Array(1);
  readonly #words = new Int32Array(this.#number.buffer);

  /** @param width how many of the cells are covered; all unless given */
  of(cells: readonly Cell[], width = cells.length): number {
    this.#high = 0x243f6a88;
    this.#low = 0x13198a2e;
    for (let index = 0; index < width; index++) {
      const cell = cells[index] ?? null;
      if (cell === null) this.#add(TAG.null);
      else if (typeof cell === 'number') this.#addNumber(cell);
      else if (typeof cell === 'string') this.#addText(cell);
      else this.#addBytes(cell);
    }
    // All of one lane, 20 bits of the other.
    return (this.#high >>> 0) * 2 ** 20 + (this.#low >>> 12);
  }

  #add(word: number): void {
    const high = Math.imul(this.#high ^ word, 0x85ebca6b);
    const low = Math.imul(this.#low ^ word, 0xc2b2ae35);
    this.#high = ((high ^ (high >>> 15)) + 1) | 0;
    this.#low = ((low ^ (low >>> 13)) + 1) | 0;
  }

  #addNumber(value: number): void {
    this.#add(TAG.number);
    // SQLite does not keep the sign of zero.
    this.#number[0] = value === 0 ? 0 : value;
    this.#add(this.#words[0] ?? 0);
    this.#add(this.#words[1] ?? 0);
  }

  #addText(text: string): void {
    this.#add(TAG.text);
    for (let index = 0; index < text.length; index++) this.#add(text.charCodeAt(index));
    this.#add(text.length);
  }

  #addBytes(bytes: Uint8Array): void {
    this.#add(TAG.bytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const whole = bytes.length - (bytes.length % 4);
    // As `#add`, with the state in local variables: curves and saved states are megabytes.
    let high = this.#high;
    let low = this.#low;
    for (let offset = 0; offset < whole; offset += 4) {
      const word = view.getInt32(offset, true);
      high = Math.imul(high ^ word, 0x85ebca6b);
      low = Math.imul(low ^ word, 0xc2b2ae35);
      high = ((high ^ (high >>> 15)) + 1) | 0;
      low = ((low ^ (low >>> 13)) + 1) | 0;
    }
    this.#high = high;
    this.#low = low;
    for (let offset = whole; offset < bytes.length; offset++) this.#add(view.getUint8(offset));
    this.#add(bytes.length);
  }
}
