import { parse } from 'csv-parse/sync';

/** What may stand between two cells. The first wins where several would do. */
const SEPARATORS = [',', ';', '\t'] as const;

export type Separator = (typeof SEPARATORS)[number];

/** Records that the guess is made from. */
const SAMPLE = 20;
/** Letters that hold them, in any file that can be used. */
const SAMPLE_LETTERS = 1 << 16;

/**
 * What parts the cells of a table: whatever gives all of the first records the same number of cells, the most of all;
 * where nothing does, whatever parts the header best.
 */
export function guessSeparator(text: string): Separator {
  const sample = text.slice(0, SAMPLE_LETTERS);
  const guesses = SEPARATORS.map((separator) => ({ separator, counts: cellCounts(sample, separator) }));
  const even = guesses.filter(({ counts }) => counts.length > 1 && counts.every((count) => count === counts[0]));
  const partedEvenly = even.filter(({ counts }) => counts[0]! > 1);
  const candidates = partedEvenly.length > 0 ? partedEvenly : guesses;
  return candidates.reduce((best, each) => ((each.counts[0] ?? 0) > (best.counts[0] ?? 0) ? each : best)).separator;
}

function cellCounts(sample: string, separator: Separator): number[] {
  const counts: number[] = [];
  try {
    parse(sample, {
      bom: true,
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: SAMPLE,
      on_record: (cells: string[]) => {
        counts.push(cells.length);
        return null;
      },
    });
  } catch {
    // With a wrong separator a quote may stand inside a cell; what came before it still counts.
  }
  return counts;
}
