import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { DataFileError } from './data-file-error.ts';
import { checkDataFile, unreadable } from './read-data-file.ts';

/** Whether bytes begin as a gzipped file does. */
export function looksGzipped(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content of a file piece by piece, unzipped where it is gzipped. Never holds more than a piece, so a reader that
 * stops at a limit of its own is safe from a small file that unzips to a vast one.
 *
 * @throws DataFileError where the file cannot be read, or its gzip content is damaged, cut off or followed by other bytes
 */
export async function* streamContent(file: string): AsyncGenerator<Uint8Array> {
  checkDataFile(file);
  const raw = createReadStream(file);
  const pieces = raw[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    const first = await pieces.next();
    if (first.done === true) return;
    const rest = following(first.value, pieces);
    if (looksGzipped(first.value)) yield* unzipped(file, rest);
    else yield* rest;
  } catch (error) {
    throw error instanceof DataFileError ? error : unreadable(file, error);
  } finally {
    raw.destroy();
  }
}

async function* following(first: Uint8Array, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
}

async function* unzipped(file: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  let read = 0;
  let failure: unknown = null;
  const feeding = (async () => {
    try {
      for await (const piece of pieces) {
        read += piece.length;
        if (gunzip.destroyed) return;
        if (!gunzip.write(piece)) await roomIn(gunzip);
      }
      gunzip.end();
    } catch (error) {
      failure = error;
      gunzip.destroy(error as Error);
    }
  })();
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
    await feeding;
  } catch (error) {
    throw failure === null ? damaged(file, error) : unreadable(file, failure);
  } finally {
    gunzip.destroy();
  }
  const left = read - gunzip.bytesWritten;
  if (left > 0) throw new DataFileError(file, null, `has ${left} bytes after its gzip content; expected none`);
}

/** Resolves when more may be written, or nothing can be any more. */
function roomIn(gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      gunzip.off('drain', settle).off('close', settle);
      resolve();
    };
    gunzip.once('drain', settle).once('close', settle);
  });
}

function damaged(file: string, error: unknown): DataFileError {
  const { code, message } = error as NodeJS.ErrnoException;
  const problem =
    code === 'Z_BUF_ERROR'
      ? 'its gzip content is cut off (is the download complete?)'
      : `its gzip content is damaged (${message}); fetch it again`;
  return new DataFileError(file, null, problem);
}
