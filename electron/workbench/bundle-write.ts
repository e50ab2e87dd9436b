import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import { type BundleFiles, packArchive } from './bundle-archive.ts';
import { type BundledData, withManifest } from './bundle-manifest.ts';
import type { BundledRun } from './bundle-run.ts';
import { curveText } from './bundle-text.ts';

/** A run with what is written beside its record, for people. */
export interface RunToBundle extends BundledRun {
  /** Its best algorithm as a listing and as a TypeScript module; null where it has none yet. */
  readonly algorithm: { readonly listing: string; readonly module: string } | null;
}

/** Data for a bundle; without its content it is only named. */
export interface DataToBundle extends Omit<BundledData, 'file'> {
  readonly content: Uint8Array | null;
}

/**
 * A bundle of runs: one zip archive, the same bytes for the same runs.
 *
 * @param file for messages
 * @throws {BundleError} where they are too much for one
 */
export function writeBundle(
  file: string,
  program: { readonly name: string; readonly version: string },
  runs: readonly RunToBundle[],
  data: readonly DataToBundle[],
): Uint8Array {
  const sorted = runs.toSorted((a, b) => (a.run.id < b.run.id ? -1 : 1));
  const listed = data
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ content, ...each }): BundledData => ({ ...each, file: content === null ? null : dataFile(each) }));
  const files = new Map<string, Uint8Array>();
  for (const run of sorted) for (const [name, bytes] of filesOf(run)) files.set(name, bytes);
  for (const each of data) if (each.content !== null) files.set(dataFile(each), each.content);
  const about = { program, semantics: SEMANTICS_VERSION, runs: sorted.map(({ run }) => run.id), data: listed };
  return packArchive(file, withManifest(files, about));
}

/** Where a bundle has the content of data. */
export function dataFile({ hash, kind }: Pick<BundledData, 'hash' | 'kind'>): string {
  return `data/${hash}.${kind === 'table' ? 'csv' : 'idx'}`;
}

function filesOf({ run, spec, champions, lineage, curve, algorithm }: RunToBundle): BundleFiles {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const texts = {
    'spec.json': json(spec),
    'run.json': json(run),
    'champions.json': json(champions),
    'lineage.jsonl': lineage.map((line) => `${JSON.stringify(line)}\n`).join(''),
    'curve.csv': curveText(curve),
    ...(algorithm === null ? {} : { 'algorithm.txt': algorithm.listing, 'algorithm.ts': algorithm.module }),
  };
  const encoder = new TextEncoder();
  return new Map(Object.entries(texts).map(([name, text]) => [`runs/${run.id}/${name}`, encoder.encode(text)]));
}
