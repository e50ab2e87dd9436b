import { z } from 'zod';
import { sha256 } from '../../native-worker/data-files/file-hash.ts';
import type { BundleFiles } from './bundle-archive.ts';
import { BundleError } from './bundle-error.ts';
import { jsonOf } from './bundle-text.ts';

/** Of the layout of bundles; a bundle of a later one is refused. */
const FORMAT_VERSION = 1;
export const MANIFEST = 'manifest.json';

const dataSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'expected letters, digits, ".", "_" and "-"'),
  kind: z.enum(['table', 'images']),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'),
  target: z.string().nullable(),
  measure: z.enum(['rms', 'accuracy']),
  /** The file in the bundle that holds it; null where it is left out. */
  file: z.string().nullable(),
});

const manifestSchema = z.strictObject({
  format: z.literal('automl-zero-workbench bundle'),
  version: z.literal(FORMAT_VERSION),
  /** The program that wrote it. */
  program: z.strictObject({ name: z.string(), version: z.string() }),
  /** The engine that the program had; each run tells which it was made with. */
  semantics: z.int().min(1),
  runs: z.array(z.string().regex(/^[0-9a-f]{12}$/, 'expected 12 hexadecimal digits')).min(1),
  data: z.array(dataSchema),
  /** Every file but this one, by name. */
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256: z.string() })),
});

export type BundleManifest = z.output<typeof manifestSchema>;
/** Data that a bundle's runs were made on. */
export type BundledData = z.output<typeof dataSchema>;

/** Adds the manifest to the files that it lists. */
export function withManifest(
  files: BundleFiles,
  about: Pick<BundleManifest, 'program' | 'semantics' | 'runs' | 'data'>,
): BundleFiles {
  const listed = [...files]
    .map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = { format: 'automl-zero-workbench bundle', version: FORMAT_VERSION, ...about, files: listed };
  return new Map([...files, [MANIFEST, new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)]]);
}

/**
 * Reads the manifest and holds every file against it.
 *
 * @throws {BundleError} where one is missing, too many, or not what it says
 */
export function checkedManifest(file: string, files: BundleFiles): BundleManifest {
  const bytes = files.get(MANIFEST);
  if (bytes === undefined) throw new BundleError(file, 'has no manifest.json; expected a file written by `bundle`');
  const json = jsonOf(file, MANIFEST, bytes);
  const { version } = (json ?? {}) as { readonly version?: unknown };
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    throw new BundleError(file, `has format ${version}, and this program knows ${FORMAT_VERSION}; use a newer version`);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw new BundleError(file, `${MANIFEST}: ${whatIsWrong(parsed.error)}`);
  const listed = new Map(parsed.data.files.map((each) => [each.name, each]));
  if (listed.size < parsed.data.files.length) throw new BundleError(file, `${MANIFEST}: lists a file twice`);
  for (const [name, content] of files) {
    if (name === MANIFEST) continue;
    const expected = listed.get(name);
    if (expected === undefined) throw new BundleError(file, `${name}: is not listed in its manifest`);
    if (content.length !== expected.bytes) {
      throw new BundleError(file, `${name}: has ${content.length} bytes, and the manifest says ${expected.bytes}`);
    }
    if (sha256(content) !== expected.sha256)
      throw new BundleError(file, `${name}: is not what its manifest says (SHA-256)`);
  }
  const missing = [...listed.keys()].find((name) => !files.has(name));
  if (missing !== undefined) throw new BundleError(file, `${missing}: is listed in its manifest, but missing`);
  return parsed.data;
}

/** The first complaint of a schema, with its place. */
export function whatIsWrong(error: z.ZodError): string {
  const [issue] = error.issues;
  const place = issue?.path.join('.') ?? '';
  return place === '' ? (issue?.message ?? 'is not valid') : `${place}: ${issue?.message ?? 'is not valid'}`;
}
