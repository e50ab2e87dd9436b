import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { FromWorker } from '../../native-worker/worker-messages.ts';
import type { ProcessExit, Starter, WorkerProcess } from './starter.ts';

const ENTRY = fileURLToPath(new URL('../../native-worker/worker.ts', import.meta.url));

/** Workers as child processes of Node, in this process's group; they end when it ends, since their channel closes. */
export const NODE_STARTER: Starter = { start: startNodeProcess };

function startNodeProcess(): WorkerProcess {
  const child = fork(ENTRY, [], {
    // Typed arrays cross as what they are.
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
  });
  return {
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
      child.on('error', () => {
        if (child.pid === undefined) end({ code: null, signal: null });
      });
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
