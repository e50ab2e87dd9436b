import { HostDriver } from '../../native-worker/drive-host.ts';
import { IslandHost } from '../../native-worker/search/island-host.ts';
import type { FromWorker, NotedCandidate, ToWorker } from '../../native-worker/worker-messages.ts';
import type { ProcessExit, Starter, WorkerProcess } from '../../electron/workers/starter.ts';
import { CandidateNote } from '../../native-worker/candidate-note.ts';
import { services } from '../search/run-sessions.ts';

export const KILLED: ProcessExit = { code: null, signal: 'SIGKILL' };

/** A worker that lives in this process, and can be made to end as a process would. */
export interface LocalWorker extends WorkerProcess {
  readonly end: (exit: ProcessExit) => void;
  readonly isAlive: boolean;
}

/** What local workers may do beside their work. */
export interface LocalBehaviour {
  /** Told of each candidate before it is evaluated, where candidates are noted; may end the worker. */
  readonly onCandidate?: (worker: LocalWorker, candidate: NotedCandidate) => void;
  /** Told of each look before it is scored, where candidates are noted; may end the worker. */
  readonly onLook?: (worker: LocalWorker) => void;
  /** Told of each message before it is taken; says whether to take it. */
  readonly onMessage?: (worker: LocalWorker, message: ToWorker) => boolean;
}

/** Starts workers that do the work of real ones, by the interpreter, in turns with all else that happens here. */
export function localStarter(behaviour: LocalBehaviour = {}): Starter & { readonly workers: LocalWorker[] } {
  const workers: LocalWorker[] = [];
  return {
    workers,
    start: () => {
      const worker = startLocalWorker(workers.length + 1, behaviour);
      workers.push(worker);
      return worker;
    },
  };
}

function startLocalWorker(pid: number, { onCandidate, onLook, onMessage }: LocalBehaviour): LocalWorker {
  let onReport: (message: FromWorker) => void = () => undefined;
  let onExit: (exit: ProcessExit) => void = () => undefined;
  let isAlive = true;
  const tell = (message: FromWorker, left: () => void = () => undefined): void => {
    const copy = structuredClone(message);
    setImmediate(() => {
      if (!isAlive) return;
      onReport(copy);
      left();
    });
  };
  let note: CandidateNote | null = null;
  const driver = new HostDriver({
    openHost: ({ spec, quarantine, noteFile }) => {
      const noted = noteFile === null ? null : new CandidateNote(noteFile);
      note = noted;
      const host = new IslandHost(spec, services(), {
        quarantine,
        onCandidate: (candidate) => {
          noted?.write(candidate);
          onCandidate?.(worker, candidate);
          if (!isAlive) throw new Error('the worker has ended');
        },
        onLook: () => {
          noted?.clear();
          onLook?.(worker);
          if (!isAlive) throw new Error('the worker has ended');
        },
      });
      return { host, tier: { name: 'interpreter', instructionSet: null, dropped: [] } };
    },
    send: tell,
    clock: () => performance.now() / 1000,
    onIdle: () => {
      note?.clear();
    },
    nextTurn: (work) => {
      setImmediate(() => {
        if (isAlive) work();
      });
    },
  });
  const worker: LocalWorker = {
    pid,
    get isAlive() {
      return isAlive;
    },
    send: (message) => {
      const copy = structuredClone(message);
      setImmediate(() => {
        if (isAlive && (onMessage?.(worker, copy) ?? true)) driver.take(copy);
      });
    },
    onMessage: (listener) => {
      onReport = listener;
    },
    onExit: (listener) => {
      onExit = listener;
    },
    processorSeconds: () => null,
    letGo: () => {
      worker.end({ code: 0, signal: null });
    },
    kill: () => {
      worker.end(KILLED);
    },
    end: (exit) => {
      if (!isAlive) return;
      isAlive = false;
      setImmediate(() => {
        onExit(exit);
      });
    },
  };
  tell({ kind: 'usage', memory: 1, cpuSeconds: 0, workSeconds: 0 });
  return worker;
}
