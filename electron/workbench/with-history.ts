import { type History, openHistory, openHistoryAsFound } from '../history/open-history.ts';

export type { History };

/** Opens the history in a file, made if it is not there, for as long as some work takes; closes it however that ends. */
export async function withHistory<Result>(file: string, work: HistoryWork<Result>): Promise<Result> {
  return await closing(openHistory(file), work);
}

/** As `withHistory`, for work that adds no runs: a history that is not there is empty, and is not made. */
export async function withHistoryAsFound<Result>(file: string, work: HistoryWork<Result>): Promise<Result> {
  return await closing(openHistoryAsFound(file), work);
}

type HistoryWork<Result> = (history: History) => Result | Promise<Result>;

async function closing<Result>(history: History, work: HistoryWork<Result>): Promise<Result> {
  try {
    return await work(history);
  } finally {
    history.close();
  }
}
