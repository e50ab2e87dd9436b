import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { DataFileError } from './data-file-error.ts';
import type { IdxHeader } from './idx-header.ts';
import { FEWEST_ROWS } from './load-table.ts';
import { MOST_BYTES } from './read-data-file.ts';
import { streamIdx } from './stream-idx.ts';

/** What images turned out to be. */
export interface ImportedImages {
  /** Of what was written. */
  readonly hash: string;
  readonly bytes: number;
  readonly rows: number;
  /** Sizes of one image: `[28, 28]`. */
  readonly shape: readonly number[];
  /** How many images have each label that occurs, in order of labels. */
  readonly classes: readonly { readonly label: number; readonly count: number }[];
}

/**
 * Copies two IDX files, gzipped or not, into one file of both blocks, unzipped, images first: what `loadImages` reads.
 * Reads and writes piece by piece.
 *
 * @param target is left half-written where something is wrong: give it a name of its own and remove it then
 * @throws DataFileError naming the file that is wrong
 */
export async function importImages(images: string, labels: string, target: string): Promise<ImportedImages> {
  const hash = createHash('sha256');
  const file = await open(target, 'w');
  let bytes = 0;
  const keep = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece);
    bytes += piece.length;
    for (let at = 0; at < piece.length;) at += (await file.write(piece, at)).bytesWritten;
  };
  try {
    const shape = await copyImages(images, keep);
    const counts = await copyLabels(labels, images, shape[0]!, keep);
    if (bytes > MOST_BYTES) {
      throw new DataFileError(images, null, `has ${bytes} bytes with its labels; expected at most ${MOST_BYTES}`);
    }
    await file.sync();
    return { hash: hash.digest('hex'), bytes, rows: shape[0]!, shape: shape.slice(1), classes: counts };
  } finally {
    await file.close();
  }
}

type Keep = (piece: Uint8Array) => Promise<void>;

async function copyImages(file: string, keep: Keep): Promise<readonly number[]> {
  let shape: readonly number[] = [];
  const begin = (header: IdxHeader): void => {
    shape = header.shape;
    if (shape[0]! >= FEWEST_ROWS) return;
    throw new DataFileError(file, null, `has ${shape[0]!} images; expected at least ${FEWEST_ROWS}`);
  };
  await streamIdx(file, 'images', begin, keep);
  return shape;
}

async function copyLabels(
  file: string,
  images: string,
  imageCount: number,
  keep: Keep,
): Promise<ImportedImages['classes']> {
  const counts = new Uint32Array(256);
  let toSkip = 0;
  const begin = ({ shape, headerBytes }: IdxHeader): void => {
    toSkip = headerBytes;
    if (shape[0] === imageCount) return;
    throw new DataFileError(file, null, `has ${shape[0]!} labels, but ${images} has ${imageCount} images`);
  };
  await streamIdx(file, 'labels', begin, async (piece) => {
    for (const label of piece.subarray(toSkip)) counts[label]!++;
    toSkip = Math.max(0, toSkip - piece.length);
    await keep(piece);
  });
  const classes = [...counts.entries()].flatMap(([label, count]) => (count === 0 ? [] : [{ label, count }]));
  if (classes.length < 2) {
    throw new DataFileError(file, null, `labels every image ${classes[0]!.label}; expected at least two classes`);
  }
  return classes;
}
