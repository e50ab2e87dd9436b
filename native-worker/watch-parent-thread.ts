import { Socket } from 'node:net';
import { workerData } from 'node:worker_threads';

// What the thread of `watch-parent.ts` runs.

function endProcess(): void {
  // Not `process.exit`, which in a thread ends the thread alone.
  process.kill(process.pid, 'SIGKILL');
}

const pipe = new Socket({ fd: workerData as number, readable: true, writable: false });
pipe.once('error', endProcess);
pipe.once('close', endProcess);
pipe.resume();
