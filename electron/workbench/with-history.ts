import { type History, openHistory } from '../history/open-history.ts';

export type { History };

/** Opens the history in a file for as long as some work takes, and closes it however the work ends. */
export async function withHistory<Result>(
  file: string,
  work: (history: History) => Result | Promise<Result>,
): Promise<Result> {
  const history = openHistory(file);
  try {
    return await work(history);
  } finally {
    history.close();
  }
}
