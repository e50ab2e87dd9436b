import type { Database } from 'better-sqlite3';

/** A program that was looked at on T_select. */
export interface ChampionRecord {
  readonly experiment: number;
  /** Number of the candidate in its experiment; with `experiment` it names the individual in the run. */
  readonly birth: number;
  readonly hash: string;
  /** As it was found, dead code and all, constants to the last bit. */
  readonly listing: string;
  /** Candidates of the run when it was found. */
  readonly candidates: number;
  readonly search: number;
  readonly select: number | null;
  readonly final: number | null;
}

/** One ancestor of a champion: how it was made from its parent. */
export interface AncestorRecord {
  readonly experiment: number;
  readonly birth: number;
  /** The parent's birth; null for an individual that was drawn, not bred. */
  readonly parent: number | null;
  /** The exact mutation records, or the first program, as JSON. */
  readonly change: string;
  readonly search: number;
  readonly select: number | null;
}

/** The champions of runs, with their exact ancestry. */
export class Champions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps a champion with its line of ancestors, which may share members with lines kept before. */
  put(runId: string, champion: ChampionRecord, ancestors: readonly AncestorRecord[]): void {
    this.#database
      .prepare(
        `INSERT INTO champions (run_id, experiment, birth, hash, listing, candidates, search, selected, final)
         VALUES ($runId, $experiment, $birth, $hash, $listing, $candidates, $search, $select, $final)
         ON CONFLICT (run_id, experiment, birth) DO UPDATE SET
           selected = coalesce(excluded.selected, selected), final = coalesce(excluded.final, final)`,
      )
      .run({ runId, ...champion });
    const insert = this.#database.prepare(
      `INSERT INTO ancestors (run_id, experiment, birth, parent, change, search, selected)
       VALUES ($runId, $experiment, $birth, $parent, $change, $search, $select)
       ON CONFLICT (run_id, experiment, birth) DO UPDATE SET selected = coalesce(excluded.selected, selected)`,
    );
    for (const ancestor of ancestors) insert.run({ runId, ...ancestor });
  }

  /** What ancestors of a champion score on T_select. */
  score(
    runId: string,
    experiment: number,
    scores: readonly { readonly birth: number; readonly select: number }[],
  ): void {
    const update = this.#database.prepare(
      'UPDATE ancestors SET selected = ? WHERE run_id = ? AND experiment = ? AND birth = ?',
    );
    for (const { birth, select } of scores) update.run(select, runId, experiment, birth);
  }

  /** A run's champions in the order in which they were found. */
  of(runId: string): ChampionRecord[] {
    return this.#database
      .prepare<[string], ChampionRecord>(`${SELECT_CHAMPION} WHERE run_id = ? ORDER BY candidates, birth`)
      .all(runId);
  }

  /** The newest champion of any run with a content hash. */
  withHash(hash: string): (ChampionRecord & { readonly runId: string }) | undefined {
    return this.#database
      .prepare<[string], ChampionRecord & { readonly runId: string }>(
        `${SELECT_CHAMPION} WHERE hash = ? ORDER BY (SELECT created_at FROM runs WHERE id = run_id) DESC LIMIT 1`,
      )
      .get(hash);
  }

  /** The line of descent of an individual, from the first ancestor to the individual itself. */
  ancestry(runId: string, experiment: number, birth: number): AncestorRecord[] {
    return this.#database
      .prepare<[string, number, number], AncestorRecord>(
        `WITH RECURSIVE line (run_id, experiment, birth, parent, change, search, selected, age) AS (
           SELECT run_id, experiment, birth, parent, change, search, selected, 0 FROM ancestors
             WHERE run_id = ? AND experiment = ? AND birth = ?
           UNION ALL
           SELECT a.run_id, a.experiment, a.birth, a.parent, a.change, a.search, a.selected, line.age + 1
             FROM ancestors a JOIN line
               ON a.run_id = line.run_id AND a.experiment = line.experiment AND a.birth = line.parent
         )
         SELECT experiment, birth, parent, change, search, selected AS "select" FROM line ORDER BY age DESC`,
      )
      .all(runId, experiment, birth);
  }
}

const SELECT_CHAMPION = `SELECT run_id AS runId, experiment, birth, hash, listing, candidates, search,
  selected AS "select", final FROM champions`;
