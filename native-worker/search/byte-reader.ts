/** Reads what a `ByteWriter` wrote; never beyond its end. */
export class ByteReader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whether all is read. */
  get isAtEnd(): boolean {
    return this.#at === this.#view.byteLength;
  }

  /** @throws {RangeError} where nothing is left */
  byte(): number {
    return this.#view.getUint8(this.#take(1));
  }

  /** @throws {RangeError} where it is cut off, or exceeds 2^28 - 1 */
  integer(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError('an integer of more than 28 bits');
  }

  /** @throws {RangeError} where it is cut off */
  single(): number {
    return this.#view.getFloat32(this.#take(4), true);
  }

  /** @throws {RangeError} where it is cut off */
  double(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  #take(bytes: number): number {
    const at = this.#at;
    if (at + bytes > this.#view.byteLength) throw new RangeError(`it ends after ${this.#view.byteLength} bytes`);
    this.#at += bytes;
    return at;
  }
}
