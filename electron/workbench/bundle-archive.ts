import { crc32, inflateRawSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { type ArchivedFile, readDirectory } from './bundle-directory.ts';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS, type BundleLimits } from './bundle-limits.ts';

/** Contents by name. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Packs files into a zip archive: the same files give the same bytes, whenever and wherever.
 *
 * @throws {BundleError} where the archive could not be opened again, since it holds too much
 */
export function packArchive(file: string, files: BundleFiles, limits: BundleLimits = BUNDLE_LIMITS): Uint8Array {
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  // One time in whatever zone this is: the format knows local time only.
  const mtime = new Date(1980, 0, 1, 12);
  const zippable: Zippable = Object.fromEntries(sorted.map(([name, bytes]) => [name, [bytes, { mtime }]]));
  const archive = zipSync(zippable, { level: 6 });
  readDirectory(file, archive, limits);
  return archive;
}

/**
 * Unpacks an archive in memory: nothing is written, so there is nothing that a name in it could overwrite. The library
 * that packs trusts what a directory declares; these files come from strangers, so each is inflated only as far as it
 * says, and has to be that long and have the checksum that it says.
 *
 * @param file for messages
 * @throws {BundleError} that names the file in the archive and what is wrong
 */
export function unpackArchive(file: string, archive: Uint8Array, limits: BundleLimits = BUNDLE_LIMITS): BundleFiles {
  const directory = readDirectory(file, archive, limits);
  return new Map(directory.map((entry) => [entry.name, contentOf(file, archive, entry)]));
}

function contentOf(file: string, archive: Uint8Array, entry: ArchivedFile): Uint8Array {
  const packed = archive.subarray(entry.offset, entry.offset + entry.packedBytes);
  const content = entry.isDeflated ? inflated(file, packed, entry) : packed.slice();
  if (crc32(content) !== entry.crc) throw new BundleError(file, `${entry.name}: is damaged: its checksum differs`);
  return content;
}

/** What the library gives beside the content. */
interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

function inflated(file: string, packed: Uint8Array, { name, bytes }: ArchivedFile): Uint8Array {
  try {
    // A limit of none is not possible, and an empty content has to be allowed.
    const options = { maxOutputLength: Math.max(1, bytes), info: true };
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as Inflated;
    if (buffer.length !== bytes) {
      throw new BundleError(file, `${name}: unpacks to ${buffer.length} bytes, but says ${bytes}`);
    }
    if (engine.bytesWritten !== packed.length) {
      throw new BundleError(file, `${name}: has ${packed.length - engine.bytesWritten} bytes after its content`);
    }
    return buffer;
  } catch (error) {
    if (error instanceof BundleError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const problem =
      code === 'ERR_BUFFER_TOO_LARGE' ? `unpacks to more than the ${bytes} bytes that it says` : 'is damaged';
    throw new BundleError(file, `${name}: ${problem}`, { cause: error });
  }
}
