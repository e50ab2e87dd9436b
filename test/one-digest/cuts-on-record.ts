import Database from 'better-sqlite3';

/** How many states of the only run of a history have been saved so far; read beside whoever writes it. */
export function cutsOnRecord(history: string): number {
  let database: Database.Database | undefined;
  try {
    database = new Database(history, { readonly: true, fileMustExist: true });
    const row = database.prepare('SELECT max(cut) AS cuts FROM checkpoints').get() as { readonly cuts: number | null };
    return row.cuts ?? 0;
  } catch (error) {
    // Not made yet.
    if (error instanceof Database.SqliteError) return 0;
    if (error instanceof TypeError) return 0;
    throw error;
  } finally {
    database?.close();
  }
}
