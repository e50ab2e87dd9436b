import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataFileError } from '../../native-worker/data-files/data-file-error.ts';
import { sha256 } from '../../native-worker/data-files/file-hash.ts';
import { importImages } from '../../native-worker/data-files/import-images.ts';
import { loadDataset } from '../../native-worker/data-files/load-dataset.ts';
import { loadImages } from '../../native-worker/data-files/load-images.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { tasksSpec } from '../tasks/sets.ts';
import { idxBlock, smallImages, smallLabels } from './idx-files.ts';

const folder = temporaryFolder();
const target = path.join(folder, 'target.idx');
const imagesFile = path.join(folder, 'images');
const labelsFile = path.join(folder, 'labels');

function importing(images: Uint8Array, labels: Uint8Array): ReturnType<typeof importImages> {
  writeFileSync(imagesFile, images);
  writeFileSync(labelsFile, labels);
  return importImages(imagesFile, labelsFile, target);
}

describe('images in IDX files', () => {
  it('are the same whether gzipped or not, and come back pixel for pixel', async () => {
    const plain = await importing(smallImages(24), smallLabels(24));
    const bytes = readFileSync(target);
    const zipped = await importing(gzipSync(smallImages(24)), gzipSync(smallLabels(24)));
    expect(zipped).toEqual(plain);
    expect(readFileSync(target)).toEqual(bytes);
    expect(plain).toEqual({
      hash: sha256(bytes),
      bytes: bytes.length,
      rows: 24,
      shape: [3, 2],
      classes: [0, 1, 2].map((label) => ({ label, count: 8 })),
    });
    const loaded = loadImages(target, { dataHash: plain.hash, dataName: 'small' });
    expect(loaded).toMatchObject({ name: 'small', rowCount: 24, columnCount: 6, labelNames: ['0', '1', '2'] });
    expect(loaded.columnNames).toEqual(['0, 0', '0, 1', '1, 0', '1, 1', '2, 0', '2, 1']);
    expect([...loaded.features.subarray(6, 12)]).toEqual([7, 8, 9, 10, 11, 12]);
    expect([...loaded.labels.subarray(0, 4)]).toEqual([0, 1, 2, 0]);
  });

  it('have the labels that occur as classes, in their order', async () => {
    await importing(smallImages(20), smallLabels(20, [9, 26, 1]));
    const loaded = loadImages(target, {});
    expect(loaded.labelNames).toEqual(['1', '9', '26']);
    expect([...loaded.labels.subarray(0, 3)]).toEqual([1, 2, 0]);
  });

  it('may be rows of values, or have channels', async () => {
    const values = Array.from({ length: 20 * 12 }, (_, k) => k);
    expect((await importing(idxBlock([20, 12], values), smallLabels(20))).shape).toEqual([12]);
    expect((await importing(idxBlock([20, 2, 2, 3], values), smallLabels(20))).shape).toEqual([2, 2, 3]);
    expect(loadImages(target, {}).columnCount).toBe(12);
  });

  it('are loaded for the tasks that name their file', async () => {
    const { hash } = await importing(smallImages(24), smallLabels(24));
    const spec = { kind: 'projected-binary', features: 2, count: 1, train: 10, valid: 2 } as const;
    expect(loadDataset(tasksSpec({ ...spec, data: 'target.idx', dataHash: hash }), folder)?.rowCount).toBe(24);
    const other = tasksSpec({ ...spec, data: 'target.idx', dataHash: sha256(new Uint8Array(1)) });
    expect(() => loadDataset(other, folder)).toThrow('has changed since the run was made');
  });
});

describe('IDX files that cannot be used are refused with the file and what is wrong', () => {
  const good = smallImages(24);
  const goodLabels = smallLabels(24);
  const vast = idxBlock([0x7fffffff, 28, 28], []);
  const cases: readonly [what: string, images: Uint8Array, labels: Uint8Array, at: string, message: string | RegExp][] =
    [
      ['another format', Buffer.from('PK no idx'), goodLabels, imagesFile, 'is no IDX file: it starts with 50 4b 20 6e'],
      ['an empty file', Buffer.alloc(0), goodLabels, imagesFile, 'is empty'],
      ['a cut-off magic number', good.subarray(0, 3), goodLabels, imagesFile, 'ends within its header'],
      ['a cut-off header', good.subarray(0, 9), goodLabels, imagesFile, 'ends within its header'],
      ['a cut-off image', good.subarray(0, -1), goodLabels, imagesFile, /ends after 159 of the 160 bytes .*\(24 x 3 x 2\)/],
      ['a byte too many', Buffer.concat([good, Buffer.alloc(1)]), goodLabels, imagesFile, 'goes on after the 160 bytes'],
      ['floats', idxBlock([24, 2], [], 0x0d), goodLabels, imagesFile, 'holds 32-bit floats (IDX type 0d); expected unsigned bytes'],
      ['an unknown type', idxBlock([24, 2], [], 0x0a), goodLabels, imagesFile, 'holds values of an unknown type (IDX type 0a)'],
      ['labels as images', goodLabels, good, imagesFile, 'holds labels (1 dimension); expected images'],
      ['images as labels', good, good, labelsFile, 'holds 3 dimensions; expected labels (1 dimension)'],
      ['no dimension', idxBlock([], []), goodLabels, imagesFile, 'has 0 dimensions'],
      ['five dimensions', idxBlock([20, 1, 1, 1, 1], []), goodLabels, imagesFile, 'has 5 dimensions'],
      ['no images', idxBlock([0, 3, 2], []), goodLabels, imagesFile, 'announces 0 x 3 x 2 values, which is none'],
      ['few images', smallImages(19), smallLabels(19), imagesFile, 'has 19 images; expected at least 20'],
      ['vast images', idxBlock([20, 4096, 4096], []), goodLabels, imagesFile, 'announces examples of 16777216 values'],
      ['more than there is room for', vast, goodLabels, imagesFile, /= 1683627179248 bytes; expected at most/],
      ['another number of labels', good, smallLabels(23), labelsFile, `has 23 labels, but ${imagesFile} has 24 images`],
      ['one class', good, smallLabels(24, [4]), labelsFile, 'labels every image 4; expected at least two classes'],
      ['a cut-off gzip file', gzipSync(good).subarray(0, -9), goodLabels, imagesFile, 'its gzip content is cut off'],
      ['a damaged gzip file', Buffer.concat([gzipSync(good).subarray(0, -8), Buffer.alloc(8)]), goodLabels, imagesFile, 'its gzip content is damaged'],
      ['zeros after the gzip content', Buffer.concat([gzipSync(good), Buffer.alloc(512)]), goodLabels, imagesFile, 'has 512 bytes after its gzip content'],
      ['a small file that unzips to a vast one', gzipSync(Buffer.concat([good, Buffer.alloc(1 << 26)])), goodLabels, imagesFile, 'goes on after the 160 bytes'],
    ]; // prettier-ignore
  it.each(cases)('%s', async (_, images, labels, at, message) => {
    const failure = await importing(images, labels).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(DataFileError);
    expect((failure as DataFileError).file).toBe(at);
    expect((failure as DataFileError).message).toMatch(message);
  });

  it('a file that is not there, or is a folder', async () => {
    await expect(importImages(path.join(folder, 'nowhere'), labelsFile, target)).rejects.toThrow(
      'there is no such file',
    );
    await expect(importImages(folder, labelsFile, target)).rejects.toThrow('is a directory');
  });

  it('any cut of a file is refused and names it', async () => {
    const zipped = gzipSync(good);
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.nat({ max: 1e6 }), async (isZipped, at) => {
        const whole = isZipped ? zipped : good;
        const cut = whole.subarray(0, at % whole.length);
        await expect(importing(cut, goodLabels)).rejects.toThrow(DataFileError);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('an imported file that was changed by hand', async () => {
    await importing(good, goodLabels);
    const whole = readFileSync(target);
    const attempt = (bytes: Uint8Array) => (): unknown => {
      writeFileSync(target, bytes);
      return loadImages(target, {});
    };
    expect(attempt(whole.subarray(0, 100))).toThrow('its images are cut off');
    expect(attempt(whole.subarray(0, -1))).toThrow('its labels are cut off');
    expect(attempt(Buffer.concat([whole, Buffer.alloc(1)]))).toThrow('does not hold a label for each image');
    expect(attempt(Buffer.concat([good, smallLabels(23)]))).toThrow('does not hold a label for each image');
  });
});
