const DOUBLE = 8;

/** The bits of doubles, least significant byte first on every machine. */
export function bytesOf(doubles: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(doubles.length * DOUBLE));
  for (let k = 0; k < doubles.length; k++) view.setFloat64(k * DOUBLE, doubles[k]!, true);
  return new Uint8Array(view.buffer);
}
