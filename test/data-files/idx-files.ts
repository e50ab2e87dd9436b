/** Bytes of an IDX block. */
export function idxBlock(shape: readonly number[], values: Iterable<number>, type = 0x08): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = type;
  header[3] = shape.length;
  shape.forEach((size, dimension) => header.writeUInt32BE(size, 4 + 4 * dimension));
  return Buffer.concat([header, Uint8Array.from(values)]);
}

/** Small images: pixel p of image i is (7 i + p) modulo 256. */
export function smallImages(count: number, rows = 3, columns = 2): Buffer {
  const pixels = rows * columns;
  const values = Array.from({ length: count * pixels }, (_, at) => 7 * Math.floor(at / pixels) + (at % pixels));
  return idxBlock([count, rows, columns], values);
}

/** Labels that run through some values. */
export function smallLabels(count: number, values: readonly number[] = [0, 1, 2]): Buffer {
  return idxBlock(
    [count],
    Array.from({ length: count }, (_, index) => values[index % values.length]!),
  );
}
