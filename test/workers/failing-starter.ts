import type { FromWorker } from '../../native-worker/worker-messages.ts';
import type { Starter } from '../../electron/workers/starter.ts';

/** Starts workers that fail at each job they get, for one reason. */
export function failingStarter(message: string): Starter {
  return {
    start: () => {
      let tell: (told: FromWorker) => void = () => undefined;
      let end: () => void = () => undefined;
      return {
        pid: 1,
        send: (sent) => {
          if (sent.kind !== 'job') return;
          const { job } = sent;
          setImmediate(() => {
            tell({ kind: 'failed', job, message, detail: 'stack' });
          });
        },
        onMessage: (listener) => {
          tell = listener;
          setImmediate(() => {
            tell({ kind: 'usage', memory: 1, cpuSeconds: 0, workSeconds: 0 });
          });
        },
        onExit: (listener) => {
          end = () => {
            listener({ code: 0, signal: null });
          };
        },
        processorSeconds: () => null,
        letGo: () => {
          setImmediate(end);
        },
        kill: () => {
          setImmediate(end);
        },
      };
    },
  };
}
