import { BundleError } from './bundle-error.ts';
import type { BundleLimits } from './bundle-limits.ts';
import { whyNameRefused } from './bundle-names.ts';

/** One file of a zip archive, as its directory and its own header say alike. */
export interface ArchivedFile {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly crc: number;
  /** Sizes in bytes, as declared. */
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where its packed content starts. */
  readonly offset: number;
}

// Layout of the format: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
const END = { signature: 0x06054b50, bytes: 22 } as const;
const ENTRY = { signature: 0x02014b50, bytes: 46 } as const;
const HEADER = { signature: 0x04034b50, bytes: 30 } as const;
const ZIP64 = 0xffffffff;
const ENCRYPTED = 1;
const HAS_DESCRIPTOR = 1 << 3;
/** How well was deflated, and that names are UTF-8: nothing that changes how to read. */
const HARMLESS_FLAGS = 0b0000_1000_0000_0110;
const STORED = 0;
const DEFLATED = 8;
/** In the upper half of the external attributes, where the archive was made on Unix. */
const UNIX = 3;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;

/**
 * The files of a zip archive. Of the many things that the format allows only those are let through that bundles need:
 * every byte belongs to exactly one header, content or directory entry, in one order, so no two readers can see
 * different files in it.
 *
 * @throws {BundleError} that names the file in the archive and what is wrong
 */
export function readDirectory(file: string, bytes: Uint8Array, limits: BundleLimits): readonly ArchivedFile[] {
  const refuse = (problem: string): never => {
    throw new BundleError(file, problem);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start, end } = readEnd(view, bytes, limits, refuse);
  const files: ArchivedFile[] = [];
  const owners = new Map<string, string>();
  let at = start;
  let expectedHeader = 0;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const entry = readEntry(view, bytes, at, end, refuse);
    const { name, packedBytes } = entry;
    const twin = owners.get(name.toLowerCase());
    if (twin === name) refuse(`${name}: is in it twice`);
    if (twin !== undefined) refuse(`${name}: is also in it as ${twin}, which is the same file on many computers`);
    owners.set(name.toLowerCase(), name);
    checkSize(entry, limits, refuse);
    total += entry.bytes;
    if (total > limits.totalBytes) refuse(`unpacks to more than ${limits.totalBytes} bytes in all`);
    if (entry.headerAt !== expectedHeader) refuse(`${name}: does not follow the file before it`);
    const offset = checkHeader(view, bytes, entry, start, refuse);
    expectedHeader = offset + packedBytes;
    if (expectedHeader > start) refuse(`${name}: reaches beyond the files of the archive`);
    files.push({ name, isDeflated: entry.isDeflated, crc: entry.crc, packedBytes, bytes: entry.bytes, offset });
    at = entry.next;
  }
  if (at !== end) refuse(`has ${end - at} bytes in its directory that belong to no file`);
  if (expectedHeader !== start)
    refuse(`has ${start - expectedHeader} bytes before its directory that belong to no file`);
  return files;
}

type Refuse = (problem: string) => never;

function readEnd(
  view: DataView,
  bytes: Uint8Array,
  limits: BundleLimits,
  refuse: Refuse,
): { readonly count: number; readonly start: number; readonly end: number } {
  if (bytes.length > limits.archiveBytes) {
    refuse(`has ${bytes.length} bytes; expected at most ${limits.archiveBytes}`);
  }
  if (
    bytes.length < END.bytes ||
    (view.getUint32(0, true) !== HEADER.signature && view.getUint32(0, true) !== END.signature)
  ) {
    refuse('is no zip archive; expected a file written by `bundle ID... --out FILE`');
  }
  const end = bytes.length - END.bytes;
  if (view.getUint32(end, true) !== END.signature || view.getUint16(end + 20, true) !== 0) {
    refuse('does not end as a zip archive does: it is cut off, or something was added to it');
  }
  const count = view.getUint16(end + 10, true);
  const isWhole = view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count;
  if (!isWhole) refuse('is one part of several; expected a whole archive');
  const length = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (length === ZIP64 || start === ZIP64 || count === 0xffff) refuse('is in the format for huge archives (zip64)');
  if (start + length !== end) refuse('has a directory that is not where its end says: bytes were added or taken away');
  if (count > limits.files) refuse(`holds ${count} files; expected at most ${limits.files}`);
  return { count, start, end };
}

interface DirectoryEntry extends Omit<ArchivedFile, 'offset'> {
  readonly flags: number;
  readonly method: number;
  readonly headerAt: number;
  /** Where the next entry starts. */
  readonly next: number;
}

function readEntry(view: DataView, bytes: Uint8Array, at: number, end: number, refuse: Refuse): DirectoryEntry {
  if (at + ENTRY.bytes > end || view.getUint32(at, true) !== ENTRY.signature) refuse('has a damaged directory');
  const nameBytes = view.getUint16(at + 28, true);
  const [extraBytes, commentBytes] = [view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
  const next = at + ENTRY.bytes + nameBytes;
  if (next > end) refuse('has a damaged directory');
  const name = nameOf(bytes, at + ENTRY.bytes, nameBytes);
  const shown = shownName(name);
  const refused = whyNameRefused(name);
  if (refused !== null) refuse(`${shown}: ${refused}`);
  if (extraBytes + commentBytes > 0) refuse(`${shown}: carries extra fields or a comment; expected neither`);
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  if ((flags & ENCRYPTED) !== 0) refuse(`${shown}: is encrypted`);
  if ((flags & HAS_DESCRIPTOR) !== 0) refuse(`${shown}: has its size after its content; expected it before`);
  if ((flags & ~HARMLESS_FLAGS) !== 0) refuse(`${shown}: is packed in an unknown way (flags ${flags.toString(16)})`);
  if (method !== STORED && method !== DEFLATED) refuse(`${shown}: is packed in an unknown way (method ${method})`);
  const madeOn = view.getUint8(at + 5);
  const type = (view.getUint32(at + 38, true) >>> 16) & FILE_TYPE;
  if (madeOn === UNIX && type !== 0 && type !== REGULAR) refuse(`${shown}: is a link or a device; expected files only`);
  const packedBytes = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  if (packedBytes === ZIP64 || size === ZIP64) refuse(`${shown}: is in the format for huge files (zip64)`);
  return {
    name,
    flags,
    method,
    isDeflated: method === DEFLATED,
    crc: view.getUint32(at + 16, true),
    packedBytes,
    bytes: size,
    headerAt: view.getUint32(at + 42, true),
    next,
  };
}

function checkSize(
  { name, packedBytes, bytes, isDeflated }: DirectoryEntry,
  limits: BundleLimits,
  refuse: Refuse,
): void {
  if (bytes > limits.fileBytes) refuse(`${name}: unpacks to ${bytes} bytes; expected at most ${limits.fileBytes}`);
  if (!isDeflated && bytes !== packedBytes) refuse(`${name}: is stored as it is, but in another size`);
  if (bytes > limits.ratioFrom && bytes > packedBytes * limits.ratio) {
    refuse(`${name}: unpacks to more than ${limits.ratio} times its size`);
  }
}

/** Holds the header before a file's content against the directory. @returns where the content starts */
function checkHeader(view: DataView, bytes: Uint8Array, entry: DirectoryEntry, end: number, refuse: Refuse): number {
  const at = entry.headerAt;
  if (at + HEADER.bytes > end || view.getUint32(at, true) !== HEADER.signature) refuse(`${entry.name}: has no header`);
  const nameBytes = view.getUint16(at + 26, true);
  const isSame =
    view.getUint16(at + 6, true) === entry.flags &&
    view.getUint16(at + 8, true) === entry.method &&
    view.getUint32(at + 14, true) === entry.crc &&
    view.getUint32(at + 18, true) === entry.packedBytes &&
    view.getUint32(at + 22, true) === entry.bytes &&
    view.getUint16(at + 28, true) === 0 &&
    nameOf(bytes, at + HEADER.bytes, nameBytes) === entry.name;
  if (!isSame) refuse(`${entry.name}: its header and the directory say different things`);
  return at + HEADER.bytes + nameBytes;
}

/** Names may be of plain letters only, so one byte is one letter. */
function nameOf(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** A name as a message may show it: without signs that change what a window shows. */
function shownName(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '?');
  return plain.length > 80 ? `${plain.slice(0, 80)}...` : plain;
}
