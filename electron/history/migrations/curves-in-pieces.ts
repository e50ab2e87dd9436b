import type { Database } from 'better-sqlite3';

/** Columns of a point as version 3 writes them; what earlier versions did not keep is not a number. */
const COLUMNS = 14;
const POINTS_IN_PIECE = 256;
const UNKNOWN = NaN;

interface OldPoint {
  readonly experiment: number;
  readonly candidates: number;
  readonly chargedSteps: number;
  readonly seconds: number;
  readonly best: number;
  readonly select: number | null;
  readonly mean: number;
  readonly deviation: number;
}

/** Turns the points of schema 1, one a row, into pieces of columns. */
export function curvesInPieces(database: Database): void {
  const runs = database.prepare<[], { number: number; id: string }>('SELECT number, id FROM runs_3').all();
  const points = database.prepare<[string], OldPoint>(
    `SELECT experiment, candidates, charged_steps AS chargedSteps, seconds, best_search AS best,
            best_select AS "select", mean, deviation
     FROM fitness_curve WHERE run_id = ? ORDER BY experiment, candidates`,
  );
  const insert = database.prepare(
    'INSERT INTO curve_pieces (run, experiment, island, piece, points, checksum) VALUES (?, ?, 0, ?, ?, 0)',
  );
  for (const { number, id } of runs) {
    for (const [experiment, ofExperiment] of byExperiment(points.all(id))) {
      for (let start = 0; start < ofExperiment.length; start += POINTS_IN_PIECE) {
        const piece = ofExperiment.slice(start, start + POINTS_IN_PIECE);
        insert.run(number, experiment, start / POINTS_IN_PIECE, packed(piece));
      }
    }
  }
}

function byExperiment(points: readonly OldPoint[]): Map<number, OldPoint[]> {
  const groups = new Map<number, OldPoint[]>();
  for (const point of points) {
    const group = groups.get(point.experiment);
    if (group === undefined) groups.set(point.experiment, [point]);
    else group.push(point);
  }
  return groups;
}

function packed(points: readonly OldPoint[]): Buffer {
  const columns = new Float64Array(COLUMNS * points.length).fill(UNKNOWN);
  for (const [index, { candidates, chargedSteps, seconds, best, mean, deviation, select }] of points.entries()) {
    // In the order: epoch, candidates, steps, CPU and wall seconds, best, mean, deviation, five quantiles, select.
    const row = [UNKNOWN, candidates, chargedSteps, UNKNOWN, seconds, best, mean, deviation];
    for (const [column, value] of row.entries()) columns[column * points.length + index] = value;
    columns[(COLUMNS - 1) * points.length + index] = select ?? UNKNOWN;
  }
  return Buffer.from(columns.buffer);
}
