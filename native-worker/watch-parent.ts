import { Worker } from 'node:worker_threads';

/** Where a worker process finds the pipe that its parent holds the other end of, when it is given one. */
export const PARENT_PIPE = 4;

/** Exit code of a worker process whose channel to its parent has closed. */
export const EXIT_WITHOUT_PARENT = 75;

const THREAD = new URL('./watch-parent-thread.ts', import.meta.url);

/**
 * Ends this process at once when its parent does, however that ends, and whatever this process is busy with: a thread
 * of its own waits for the end of a pipe that the parent never writes to. (An event loop that is blocked does not see
 * that the channel to the parent has closed.)
 *
 * @param pipe file descriptor of this process's end
 */
export function watchParent(pipe: number): void {
  const thread = new Worker(THREAD, { workerData: pipe, stdout: false, stderr: false });
  // The channel keeps this process going, not the watch over it.
  thread.unref();
}
