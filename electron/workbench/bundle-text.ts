import { BundleError } from './bundle-error.ts';
import { CURVE_COLUMNS, type CurveRow } from './bundle-run.ts';

/** A file of a bundle as text. @throws {BundleError} where it is not UTF-8 */
export function textOf(file: string, name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new BundleError(file, `${name}: is not text in UTF-8`, { cause: error });
  }
}

/** A file of a bundle as JSON. @throws {BundleError} where it is none */
export function jsonOf(file: string, name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(file, name, bytes));
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError(file, `${name}: is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** A curve as comma-separated text: numbers that read back to the last bit, nothing where one is not known. */
export function curveText(rows: readonly CurveRow[]): string {
  const lines = rows.map((row) => CURVE_COLUMNS.map((column) => row[column] ?? '').join(','));
  return [CURVE_COLUMNS.join(','), ...lines].map((line) => `${line}\n`).join('');
}

/** Back from such text. @throws {BundleError} naming the line that is wrong */
export function curveOf(file: string, name: string, bytes: Uint8Array): CurveRow[] {
  const [header, ...lines] = textOf(file, name, bytes).split('\n');
  if (header !== CURVE_COLUMNS.join(',') || lines.pop() !== '') {
    throw new BundleError(file, `${name}: expected lines under the columns ${CURVE_COLUMNS.join(', ')}`);
  }
  return lines.map((line, index) => {
    const cells = line.split(',');
    const numbers = cells.map((cell) => (cell === '' ? null : Number(cell)));
    if (cells.length !== CURVE_COLUMNS.length || numbers.some(Number.isNaN)) {
      throw new BundleError(
        file,
        `${name}, line ${index + 2}: expected ${CURVE_COLUMNS.length} numbers, found "${line.slice(0, 80)}"`,
      );
    }
    return Object.fromEntries(CURVE_COLUMNS.map((column, at) => [column, numbers[at] ?? null])) as CurveRow;
  });
}
