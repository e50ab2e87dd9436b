import { open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { readCsv } from '../../native-worker/data-files/csv-text.ts';
import { DataFileError } from '../../native-worker/data-files/data-file-error.ts';
import { sha256 } from '../../native-worker/data-files/file-hash.ts';
import { looksLikeIdx } from '../../native-worker/data-files/idx-header.ts';
import { importImages, type ImportedImages } from '../../native-worker/data-files/import-images.ts';
import { findColumn, readTable } from '../../native-worker/data-files/load-table.ts';
import { MOST_BYTES, readDataFile } from '../../native-worker/data-files/read-data-file.ts';
import { looksGzipped, streamContent } from '../../native-worker/data-files/stream-content.ts';
import { areFewWholeNumbers, describeColumns } from '../../native-worker/data-files/table-columns.ts';
import type { DatasetEntry, DescribedColumn } from './data-catalog.ts';
import type { DataDraft, DataFolder } from './data-folder.ts';
import { UsageError } from './usage-error.ts';

/** Whether a target is a number or a class. */
export type Measure = 'rms' | 'accuracy';

/** What to import, as it was asked for. */
export interface ImportRequest {
  readonly file: string;
  /** What to call it; default: as the file. */
  readonly name?: string | undefined;
  /** The column of a table to predict. */
  readonly target?: string | undefined;
  /** Guessed from the target where it is not given. */
  readonly measure?: Measure | undefined;
  /** The labels of images. */
  readonly labels?: string | undefined;
}

/** What a table turned out to be. */
export interface TableDescription {
  readonly kind: 'table';
  readonly name: string;
  readonly rows: number;
  readonly separator: string;
  readonly target: string;
  readonly measure: Measure;
  readonly columns: readonly DescribedColumn[];
}

/** What images turned out to be. */
export interface ImagesDescription extends Pick<ImportedImages, 'rows' | 'shape' | 'classes'> {
  readonly kind: 'images';
  readonly name: string;
}

/** A data set that was looked at and can be taken. */
export interface OfferedData {
  readonly description: TableDescription | ImagesDescription;
  /**
   * Checks every cell and writes the copy, though not yet to its place.
   *
   * @throws DataFileError naming line and column of what cannot be used
   */
  take(): Promise<DataDraft<Omit<DatasetEntry, 'importedAt'>>>;
  /** Leaves nothing behind, where it is not taken. */
  discard(): Promise<void>;
}

/**
 * Looks at a file: a table (CSV) or images (IDX), gzipped or not.
 *
 * @param now milliseconds since 1970
 * @throws {UsageError} for options that do not suit the file; DataFileError where it cannot be used
 */
export async function offerData(request: ImportRequest, folder: DataFolder, now: number): Promise<OfferedData> {
  const name = checkedName(request);
  if (looksLikeIdx(await beginningOf(request.file))) return offerImages(request, name, folder, now);
  return offerTable(request, name, folder, now);
}

async function offerImages(
  { file, labels, target, measure }: ImportRequest,
  name: string,
  folder: DataFolder,
  now: number,
): Promise<OfferedData> {
  if (target !== undefined || measure === 'rms') {
    throw new UsageError(`${file}: holds images, whose target is their label; leave --target and --measure out`);
  }
  if (labels === undefined) throw new UsageError(`${file}: holds images; name the file of their labels with --labels`);
  // Whether they can be used shows when they have passed through once, so they are copied at the same time.
  const draft = await folder.draft('images', now, (copy) => importImages(file, labels, copy));
  const { hash, bytes, rows, shape, classes } = draft.written;
  const features = shape.reduce((product, size) => product * size, 1);
  const counted = { hash, bytes, rows, features, classes: classes.length };
  return {
    description: { kind: 'images', name, rows, shape, classes },
    take: () => Promise.resolve({ ...draft, written: { name, kind: 'images', ...counted, target: null, columns: [] } }),
    discard: () => draft.discard(),
  };
}

function offerTable(
  { file, labels, target, measure: askedFor }: ImportRequest,
  name: string,
  folder: DataFolder,
  now: number,
): OfferedData {
  if (labels !== undefined) {
    throw new UsageError(`${file}: is no file of images, so --labels says nothing; name a column with --target`);
  }
  const bytes = tableBytes(file);
  const text = readCsv(file, bytes);
  if (target === undefined) {
    throw new UsageError(`${file}: which column is to be predicted? --target with one of: ${text.header.join(', ')}`);
  }
  const targetColumn = findColumn(file, text, target, 'target');
  const described = describeColumns(text);
  const isNumber = described[targetColumn]?.type === 'number' && !areFewWholeNumbers(text, targetColumn);
  const measure = askedFor ?? (isNumber ? 'rms' : 'accuracy');
  const columns = described.map((column, index): DescribedColumn => {
    const isFeature = column.type === 'number' && column.name !== '';
    return { ...column, use: index === targetColumn ? 'target' : isFeature ? 'feature' : 'left out' };
  });
  return {
    description: { kind: 'table', name, rows: text.rows.length, separator: text.separator, target, measure, columns },
    take: () => {
      const data = readTable(file, bytes, { target, columns: 'all', measure });
      return folder.draft('table', now, async (copy) => {
        await writeDurably(copy, bytes);
        return {
          name,
          kind: 'table',
          hash: sha256(bytes),
          bytes: bytes.length,
          rows: data.rowCount,
          features: data.columnCount,
          classes: data.labelNames?.length ?? null,
          target,
          columns,
        };
      });
    },
    discard: () => Promise.resolve(),
  };
}

/** The first bytes of a file's content, unzipped. */
async function beginningOf(file: string): Promise<Uint8Array> {
  for await (const piece of streamContent(file)) return piece;
  return new Uint8Array(0);
}

function tableBytes(file: string): Uint8Array {
  const bytes = readDataFile(file);
  if (!looksGzipped(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isTooLarge = code === 'ERR_BUFFER_TOO_LARGE';
    const problem = isTooLarge ? `unzips to more than ${MOST_BYTES} bytes: use fewer rows` : `is damaged: ${message}`;
    throw new DataFileError(file, null, problem);
  }
}

async function writeDurably(target: string, bytes: Uint8Array): Promise<void> {
  const file = await open(target, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** Names that mean something else in a spec: the shipped images, or a file. */
const RESERVED = /^digits$|\.(csv|tsv|txt|json|gz|idx)$/i;

function checkedName({ file, name }: ImportRequest): string {
  const given = name ?? nameFrom(file);
  if (NAME.test(given) && !RESERVED.test(given)) return given;
  throw new UsageError(
    `"${given}" cannot be the name of a data set; expected letters, digits, ".", "_" and "-", not "digits" and not as a file is called: choose one with --name`,
  );
}

/** A file's name without folders and endings, what cannot stand in a name replaced. */
function nameFrom(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? '';
  return base
    .replace(/(\.(csv|tsv|txt|idx|gz))+$/i, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64);
}
