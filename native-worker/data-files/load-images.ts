import { basename } from 'node:path';
import type { ImageSpec } from '../spec/image-classes.ts';
import type { Dataset } from '../tasks/dataset.ts';
import { DataFileError } from './data-file-error.ts';
import { checkedHash } from './file-hash.ts';
import { type IdxContent, type IdxHeader, readIdxHeader } from './idx-header.ts';
import { MOST_BYTES, readDataFile } from './read-data-file.ts';

/**
 * Reads images as `importImages` writes them: a block of images and one of labels. A pixel stays a byte; classes are the
 * labels that occur, in their order.
 *
 * @throws DataFileError where the file is missing, is not such a file, or has changed since the run was made
 */
export function loadImages(file: string, wanted: Pick<ImageSpec, 'dataHash' | 'dataName'>): Dataset {
  const bytes = readDataFile(file);
  const hash = checkedHash(file, bytes, wanted.dataHash);
  const images = readBlock(file, bytes, 0, 'images');
  const labels = readBlock(file, bytes, images.end, 'labels');
  const rowCount = images.header.shape[0]!;
  if (labels.header.shape[0] !== rowCount || labels.end !== bytes.length) {
    throw new DataFileError(file, null, 'does not hold a label for each image and nothing else; import it again');
  }
  const values = [...new Set(labels.values)].toSorted((a, b) => a - b);
  const place = new Map(values.map((value, index) => [value, index]));
  return {
    name: wanted.dataName ?? basename(file),
    rowCount,
    columnCount: images.header.dataBytes / rowCount,
    features: images.values,
    labels: Float64Array.from(labels.values, (value) => place.get(value)!),
    labelNames: values.map(String),
    columnNames: pixelNames(images.header.shape.slice(1)),
    hash,
  };
}

interface Block {
  readonly header: IdxHeader;
  readonly values: Uint8Array;
  /** Where the next one starts. */
  readonly end: number;
}

function readBlock(file: string, bytes: Uint8Array, start: number, content: IdxContent): Block {
  const header = readIdxHeader(file, bytes.subarray(start), content, MOST_BYTES);
  const from = start + header.headerBytes;
  const end = from + header.dataBytes;
  if (end > bytes.length) throw new DataFileError(file, null, `its ${content} are cut off; import it again`);
  return { header, values: new Uint8Array(bytes.buffer, bytes.byteOffset + from, header.dataBytes), end };
}

/** `3, 5` is the pixel in row 3 and column 5. */
function pixelNames(shape: readonly number[]): string[] {
  return shape.reduce<string[]>(
    (names, size) =>
      names.flatMap((name) => Array.from({ length: size }, (_, k) => (name === '' ? `${k}` : `${name}, ${k}`))),
    [''],
  );
}
