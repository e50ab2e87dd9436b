/** What a bundle may take. Far more than any that this program writes, and little enough for memory. */
export interface BundleLimits {
  readonly archiveBytes: number;
  readonly files: number;
  /** Unpacked, of one file and of all. */
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Unpacked bytes for each packed one, of files above `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

const MEGABYTE = 1024 * 1024;

/** Deflate reaches 1,032 to 1 at most; text of this program about 20, images of much black about 100. */
export const BUNDLE_LIMITS: BundleLimits = {
  archiveBytes: 512 * MEGABYTE,
  files: 10_000,
  fileBytes: 256 * MEGABYTE,
  totalBytes: 1024 * MEGABYTE,
  ratio: 400,
  ratioFrom: MEGABYTE,
};
