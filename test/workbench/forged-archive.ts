import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive in which anything may be said. What is left out is true. */
export interface ForgedFile {
  readonly name: string;
  readonly content?: Uint8Array;
  readonly isStored?: boolean;
  /** Packed bytes, whatever the content. */
  readonly packed?: Uint8Array;
  readonly bytes?: number;
  readonly packedBytes?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly madeOn?: number;
  readonly attributes?: number;
  readonly extra?: Uint8Array;
  readonly comment?: Uint8Array;
  /** What its own header says, where the directory says something else. */
  readonly header?: Partial<Pick<ForgedFile, 'name' | 'bytes' | 'flags'>>;
  /** Where the directory says that its header is. */
  readonly headerAt?: number;
  /** Bytes between it and the file before. */
  readonly gap?: number;
}

/** What the end of the archive says, where that is not true. */
export interface ForgedEnd {
  readonly count?: number;
  readonly disk?: number;
  readonly start?: number;
  readonly length?: number;
  readonly comment?: Uint8Array;
}

/** Writes a zip archive (PKWARE's APPNOTE) with whatever lies are asked for. */
export function forgeArchive(files: readonly ForgedFile[], end: ForgedEnd = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const { content = Buffer.from('content'), gap = 0 } = file;
    const packed = file.packed ?? (file.isStored === true ? content : deflateRawSync(content));
    const truth = {
      flags: 0,
      method: file.isStored === true ? 0 : 8,
      crc: crc32(content),
      packedBytes: packed.length,
      bytes: content.length,
      ...file,
    };
    const header = Buffer.alloc(30);
    const own = { ...truth, ...file.header };
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    fill(header, 6, own);
    header.writeUInt16LE(own.name.length, 26);
    const headerAt = at + gap;
    const local = Buffer.concat([Buffer.alloc(gap), header, Buffer.from(own.name, 'latin1'), packed]);
    parts.push(local);
    at += local.length;
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt8(20, 4);
    entry.writeUInt8(file.madeOn ?? 0, 5);
    entry.writeUInt16LE(20, 6);
    fill(entry, 8, truth);
    entry.writeUInt16LE(file.name.length, 28);
    entry.writeUInt16LE(file.extra?.length ?? 0, 30);
    entry.writeUInt16LE(file.comment?.length ?? 0, 32);
    entry.writeUInt32LE(file.attributes ?? 0, 38);
    entry.writeUInt32LE(file.headerAt ?? headerAt, 42);
    directory.push(entry, Buffer.from(file.name, 'latin1'), ...[file.extra, file.comment].map((each) => Buffer.from(each ?? []))); // prettier-ignore
  }
  const whole = Buffer.concat(directory);
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(end.disk ?? 0, 4);
  last.writeUInt16LE(end.count ?? files.length, 8);
  last.writeUInt16LE(end.count ?? files.length, 10);
  last.writeUInt32LE(end.length ?? whole.length, 12);
  last.writeUInt32LE(end.start ?? at, 16);
  last.writeUInt16LE(end.comment?.length ?? 0, 20);
  return Buffer.concat([...parts, whole, last, Buffer.from(end.comment ?? [])]);
}

/** Flags, method, checksum and sizes stand in the same order in a header and a directory entry. */
function fill(
  target: Buffer,
  at: number,
  { flags, method, crc, packedBytes, bytes }: Record<'flags' | 'method' | 'crc' | 'packedBytes' | 'bytes', number>,
): void {
  target.writeUInt16LE(flags, at);
  target.writeUInt16LE(method, at + 2);
  target.writeUInt32LE(crc, at + 8);
  target.writeUInt32LE(packedBytes, at + 12);
  target.writeUInt32LE(bytes, at + 16);
}
