import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where Debian's package dataset-fashion-mnist puts it, or where one says that it was unpacked. */
const FOLDER = process.env['FASHION_MNIST'] ?? '/usr/share/datasets/fashion-mnist';

/** Images of clothes: 60,000 of 28 x 28 pixels, ten classes (Xiao, Rasul and Vollgraf, arXiv 1708.07747). */
export const FASHION_MNIST = {
  images: path.join(FOLDER, 'train-images-idx3-ubyte.gz'),
  labels: path.join(FOLDER, 'train-labels-idx1-ubyte.gz'),
} as const;

/** What to do where it is missing; null where it is there. @throws Error on CI, where it has to be there */
export function whyNoFashionMnist(): string | null {
  if (existsSync(FASHION_MNIST.images) && existsSync(FASHION_MNIST.labels)) return null;
  const reason = `there is no ${FASHION_MNIST.images}: install the package dataset-fashion-mnist, or set FASHION_MNIST to its folder`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}
