import { type HistoryClient, openHistoryClient, openHistoryClientAsFound } from '../history/thread/history-client.ts';

export type { HistoryClient };

/** Opens the history in a file, made if it is not there, for as long as some work takes; closes it however that ends. */
export async function withHistory<Result>(file: string, work: HistoryWork<Result>): Promise<Result> {
  return await closing(await openHistoryClient(file), work);
}

/** As `withHistory`, for work that adds no runs: a history that is not there is empty, and is not made. */
export async function withHistoryAsFound<Result>(file: string, work: HistoryWork<Result>): Promise<Result> {
  return await closing(await openHistoryClientAsFound(file), work);
}

type HistoryWork<Result> = (history: HistoryClient) => Result | Promise<Result>;

async function closing<Result>(history: HistoryClient, work: HistoryWork<Result>): Promise<Result> {
  try {
    // Beside the result, whatever the work is: it may not be what was expected of the history.
    for (const notice of history.notices) process.stderr.write(`${notice}\n`);
    return await work(history);
  } finally {
    await history.close();
  }
}
