import type { z } from 'zod';
import { contentHash } from '../../native-worker/algorithm/content-hash.ts';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { sha256 } from '../../native-worker/data-files/file-hash.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import { SpecError } from '../../native-worker/spec/spec-error.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { type BundleFiles, unpackArchive } from './bundle-archive.ts';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS, type BundleLimits } from './bundle-limits.ts';
import { type BundledData, type BundleManifest, checkedManifest, MANIFEST, whatIsWrong } from './bundle-manifest.ts';
import { type BundledChampion, bundledChampionsSchema, type BundledRun, bundledRunSchema, type LineageLine, lineageLineSchema } from './bundle-run.ts'; // prettier-ignore
import { curveOf, jsonOf, textOf } from './bundle-text.ts';
import { dataFile } from './bundle-write.ts';

/** A bundle that was read and checked. */
export interface Bundle {
  readonly manifest: BundleManifest;
  readonly runs: readonly OpenedRun[];
  readonly data: readonly OpenedData[];
}

/** A run whose spec this program understands. */
export interface OpenedRun extends Omit<BundledRun, 'spec'> {
  readonly spec: Spec;
}

/** Data with its content, where the bundle has it. */
export interface OpenedData extends BundledData {
  readonly content: Uint8Array | null;
}

const REQUIRED = ['spec.json', 'run.json', 'champions.json', 'lineage.jsonl', 'curve.csv'];
const OPTIONAL = ['algorithm.txt', 'algorithm.ts'];

/**
 * Opens a bundle in memory; nothing of it is taken on trust, and nothing is written.
 *
 * @param file for messages
 * @throws {BundleError} that names the file in it and what is wrong
 */
export function readBundle(file: string, archive: Uint8Array, limits: BundleLimits = BUNDLE_LIMITS): Bundle {
  const files = unpackArchive(file, archive, limits);
  const manifest = checkedManifest(file, files);
  refuseUnknown(file, files, manifest);
  return {
    manifest,
    runs: manifest.runs.map((id) => readRun(file, files, id)),
    data: manifest.data.map((each) => readData(file, files, each)),
  };
}

function refuseUnknown(file: string, files: BundleFiles, { runs, data }: BundleManifest): void {
  const known = new Set([
    MANIFEST,
    ...runs.flatMap((id) => [...REQUIRED, ...OPTIONAL].map((name) => `runs/${id}/${name}`)),
    ...data.map(dataFile),
  ]);
  if (new Set(runs).size < runs.length) throw new BundleError(file, `${MANIFEST}: lists a run twice`);
  const unknown = [...files.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) throw new BundleError(file, `${unknown}: is no file that a bundle has`);
}

function readRun(file: string, files: BundleFiles, id: string): OpenedRun {
  const read = (name: string): Uint8Array => {
    const bytes = files.get(`runs/${id}/${name}`);
    if (bytes === undefined) throw new BundleError(file, `runs/${id}/${name}: is missing`);
    return bytes;
  };
  const valid = <Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> => {
    const place = `runs/${id}/${name}`;
    return checked(file, place, schema, jsonOf(file, place, read(name)));
  };
  const run = valid('run.json', bundledRunSchema);
  if (run.id !== id) throw new BundleError(file, `runs/${id}/run.json: is that of run ${run.id}`);
  const spec = specOf(file, `runs/${id}/spec.json`, read('spec.json'));
  if (spec.seed !== run.seed) throw new BundleError(file, `runs/${id}/spec.json: has another seed than run.json`);
  const champions = valid('champions.json', bundledChampionsSchema);
  for (const champion of champions) checkChampion(file, `runs/${id}/champions.json`, champion, spec);
  const hashes = new Set(champions.map(({ hash }) => hash));
  const unknown = [run.bestHash, ...run.experiments.map((each) => each.championHash)].find(
    (hash) => hash !== null && !hashes.has(hash),
  );
  if (unknown !== undefined) {
    throw new BundleError(file, `runs/${id}/run.json: names the algorithm ${String(unknown)}, which is no champion`);
  }
  return {
    run,
    spec,
    champions,
    lineage: lineageOf(file, `runs/${id}/lineage.jsonl`, read('lineage.jsonl')),
    curve: curveOf(file, `runs/${id}/curve.csv`, read('curve.csv')),
  };
}

function specOf(file: string, name: string, bytes: Uint8Array): Spec {
  try {
    return resolveSpec(jsonOf(file, name, bytes));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    throw new BundleError(file, `${name}: ${error.message}`, { cause: error });
  }
}

/** A listing has to be what its hash says: algorithms of many runs share their records by hash. */
function checkChampion(file: string, name: string, { hash, listing }: BundledChampion, { outputs }: Spec): void {
  let found: string;
  try {
    found = contentHash(packAlgorithm(parseAlgorithm(listing)), outputs);
  } catch (error) {
    throw new BundleError(file, `${name}: ${hash}: cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (found !== hash) throw new BundleError(file, `${name}: ${hash}: its listing has the hash ${found}`);
}

function lineageOf(file: string, name: string, bytes: Uint8Array): LineageLine[] {
  const lines = textOf(file, name, bytes).split('\n');
  if (lines.pop() !== '') throw new BundleError(file, `${name}: its last line is cut off`);
  return lines.map((line, index) => {
    const place = `${name}, line ${index + 1}`;
    return checked(file, place, lineageLineSchema, jsonOf(file, place, new TextEncoder().encode(line)));
  });
}

function readData(file: string, files: BundleFiles, data: BundledData): OpenedData {
  if (data.file === null) return { ...data, content: null };
  const expected = dataFile(data);
  const content = files.get(expected);
  if (data.file !== expected || content === undefined) {
    throw new BundleError(file, `${MANIFEST}: says that ${data.name} is in ${data.file}; expected ${expected}`);
  }
  if (sha256(content) !== data.hash)
    throw new BundleError(file, `${expected}: is not the data that its name says (SHA-256)`);
  return { ...data, content };
}

function checked<Schema extends z.ZodType>(
  file: string,
  place: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new BundleError(file, `${place}: ${whatIsWrong(parsed.error)}`);
}
