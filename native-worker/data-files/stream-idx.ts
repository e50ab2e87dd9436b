import { DataFileError } from './data-file-error.ts';
import { IDX_MAGIC_BYTES, type IdxContent, idxHeaderBytes, type IdxHeader, readIdxHeader } from './idx-header.ts';
import { MOST_BYTES } from './read-data-file.ts';
import { streamContent } from './stream-content.ts';

/** Takes a piece of a file; a slow one holds the reading up. */
export type Sink = (bytes: Uint8Array) => Promise<void> | void;

/**
 * Reads an IDX file, gzipped or not, piece by piece: its header goes to `begin`, its bytes, header and all, to `sink`.
 * Stops at the first byte too many.
 *
 * @param begin may refuse by throwing, before anything was handed on
 * @throws DataFileError where the file is not IDX, cut off, or longer than it announces
 */
export async function streamIdx(
  file: string,
  content: IdxContent,
  begin: (header: IdxHeader) => void,
  sink: Sink,
): Promise<void> {
  let header: IdxHeader | null = null;
  let pending: Uint8Array = new Uint8Array(0);
  let seen = 0;
  for await (const piece of streamContent(file)) {
    if (header === null) {
      pending = joined(pending, piece);
      header = headerIfThere(file, content, pending);
      if (header === null) continue;
      begin(header);
      seen = pending.length;
      checkLength(file, header, seen);
      await sink(pending);
      continue;
    }
    seen += piece.length;
    checkLength(file, header, seen);
    await sink(piece);
  }
  if (header === null) throw new DataFileError(file, null, 'ends within its header');
  const expected = header.headerBytes + header.dataBytes;
  if (seen < expected) {
    throw new DataFileError(
      file,
      null,
      `ends after ${seen} of the ${expected} bytes that its header announces (${header.shape.join(' x ')}): it is cut off`,
    );
  }
}

/** Null as long as more bytes are needed. */
function headerIfThere(file: string, content: IdxContent, bytes: Uint8Array): IdxHeader | null {
  if (bytes.length < IDX_MAGIC_BYTES || bytes.length < idxHeaderBytes(file, bytes, content)) return null;
  return readIdxHeader(file, bytes, content, MOST_BYTES);
}

function checkLength(file: string, { headerBytes, dataBytes, shape }: IdxHeader, seen: number): void {
  if (seen <= headerBytes + dataBytes) return;
  throw new DataFileError(
    file,
    null,
    `goes on after the ${headerBytes + dataBytes} bytes that its header announces (${shape.join(' x ')}); expected no more`,
  );
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
