import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import { PARENT_PIPE } from '../../native-worker/watch-parent.ts';
import type { FromWorker } from '../../native-worker/worker-messages.ts';
import { processorSeconds } from './processor-time.ts';
import type { ProcessExit, Starter, WorkerProcess } from './starter.ts';

const ENTRY = fileURLToPath(new URL('../../native-worker/worker.ts', import.meta.url));

/** Workers as child processes of Node, in this process's group; they end when it ends, however that happens. */
export const NODE_STARTER: Starter = nodeStarter(ENTRY);

/** Child processes of Node that run a module: a worker's, or what a test puts in its place. */
export function nodeStarter(entry: string): Starter {
  return { start: () => startNodeProcess(entry) };
}

function startNodeProcess(entry: string): WorkerProcess {
  const child = fork(entry, [String(PARENT_PIPE)], {
    // Typed arrays cross as what they are.
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // The last is a pipe that nothing is ever written to: it ends when this process does, which the worker watches.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
  });
  // Its end says no more than the exit of the child.
  child.stdio[PARENT_PIPE]?.on('error', () => undefined);
  let wasLetGo = false;
  return {
    pid: child.pid ?? null,
    send: (message) => {
      // A process that has just died makes this fail; its exit says so already.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => {
      child.on('message', (message) => {
        listener(message as FromWorker);
      });
    },
    onExit: (listener) => {
      let ended = false;
      const end = (exit: ProcessExit): void => {
        if (!ended) listener(exit);
        ended = true;
      };
      child.once('close', (code, signal) => {
        end({ code, signal });
      });
      child.once('exit', (code, signal) => {
        // Node never tells of the close of a child whose channel was closed from here; no message is left to wait for.
        if (wasLetGo) end({ code, signal });
      });
      child.on('error', () => {
        if (child.pid === undefined) end({ code: null, signal: null });
      });
    },
    processorSeconds: () => (child.pid === undefined ? null : processorSeconds(child.pid)),
    letGo: () => {
      wasLetGo = true;
      if (child.connected) child.disconnect();
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
