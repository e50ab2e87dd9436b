import { DataFileError } from './data-file-error.ts';

/**
 * The header of an IDX block (the format that MNIST came in): two zero bytes, the type of its values, the number of
 * dimensions, and their sizes as big-endian 32-bit numbers. The values follow, the last dimension fastest.
 */
export interface IdxHeader {
  /** Sizes of the dimensions; the first is the number of examples. */
  readonly shape: readonly number[];
  /** Bytes of the header itself. */
  readonly headerBytes: number;
  /** Bytes of the values that follow. */
  readonly dataBytes: number;
}

/** What a block is expected to hold: images of two or more dimensions, or a label for each. */
export type IdxContent = 'images' | 'labels';

/** Bytes that tell how long the header is. */
export const IDX_MAGIC_BYTES = 4;

const UNSIGNED_BYTES = 0x08;
const TYPES = new Map([
  [UNSIGNED_BYTES, 'unsigned bytes'],
  [0x09, 'signed bytes'],
  [0x0b, '16-bit numbers'],
  [0x0c, '32-bit numbers'],
  [0x0d, '32-bit floats'],
  [0x0e, '64-bit floats'],
]);
const MOST_DIMENSIONS = 4;
const BYTES_PER_SIZE = 4;
/** Values of one example: an image of 256 x 256. */
const MOST_VALUES = 1 << 16;

/** Whether bytes begin as an IDX block does, whatever it holds. */
export function looksLikeIdx(bytes: Uint8Array): boolean {
  return bytes.length >= IDX_MAGIC_BYTES && bytes[0] === 0 && bytes[1] === 0 && TYPES.has(bytes[2]!);
}

/**
 * Length in bytes of the header whose first four bytes are given.
 *
 * @throws DataFileError where they are those of another format, type or number of dimensions
 */
export function idxHeaderBytes(file: string, magic: Uint8Array, content: IdxContent): number {
  const [first, second, type, dimensions] = [magic[0]!, magic[1]!, magic[2]!, magic[3]!];
  if (magic.length < IDX_MAGIC_BYTES) throw new DataFileError(file, null, 'ends within its header');
  if (first !== 0 || second !== 0) {
    const found = [...magic.subarray(0, IDX_MAGIC_BYTES)].map(hex).join(' ');
    throw new DataFileError(file, null, `is no IDX file: it starts with ${found}; expected 00 00 08`);
  }
  if (type !== UNSIGNED_BYTES) {
    const name = TYPES.get(type) ?? 'values of an unknown type';
    throw new DataFileError(file, null, `holds ${name} (IDX type ${hex(type)}); expected unsigned bytes (08)`);
  }
  if (content === 'images' && dimensions === 1) {
    throw new DataFileError(file, null, 'holds labels (1 dimension); expected images: name the labels with --labels');
  }
  if (content === 'labels' && dimensions !== 1) {
    throw new DataFileError(file, null, `holds ${dimensions} dimensions; expected labels (1 dimension)`);
  }
  if (dimensions === 0 || dimensions > MOST_DIMENSIONS) {
    throw new DataFileError(file, null, `has ${dimensions} dimensions; expected 2 to ${MOST_DIMENSIONS} for images`);
  }
  return IDX_MAGIC_BYTES + dimensions * BYTES_PER_SIZE;
}

/**
 * Reads a header that is there as a whole.
 *
 * @param bytes at least as many as `idxHeaderBytes` says
 * @param most bytes that the values may have
 * @throws DataFileError where it announces nothing, or more than there is room for
 */
export function readIdxHeader(file: string, bytes: Uint8Array, content: IdxContent, most: number): IdxHeader {
  const headerBytes = idxHeaderBytes(file, bytes, content);
  if (bytes.length < headerBytes) throw new DataFileError(file, null, 'ends within its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const shape: number[] = [];
  for (let at = IDX_MAGIC_BYTES; at < headerBytes; at += BYTES_PER_SIZE) shape.push(view.getUint32(at));
  const values = shape.slice(1).reduce((product, size) => product * size, 1);
  const dataBytes = shape[0]! * values;
  const sizes = shape.join(' x ');
  if (dataBytes === 0) throw new DataFileError(file, null, `announces ${sizes} values, which is none`);
  if (values > MOST_VALUES) {
    throw new DataFileError(file, null, `announces examples of ${values} values; expected at most ${MOST_VALUES}`);
  }
  if (dataBytes > most) {
    throw new DataFileError(
      file,
      null,
      `announces ${sizes} = ${dataBytes} bytes; expected at most ${most}: use fewer examples`,
    );
  }
  return { shape, headerBytes, dataBytes };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
