import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { type History, openHistory, openHistoryAsFound } from '../open-history.ts';
import type { Command } from './remote.ts';
import { answering, type ThreadFunctions } from './thread-messages.ts';

let history: History | undefined;

function opened(): History {
  if (history === undefined) throw new Error('the history is not open');
  return history;
}

/** Commands come from our own client, so that names of methods are right by their type. */
function obey([repository, method, ...args]: Command): unknown {
  const methods = opened().repositories[repository] as unknown as Record<string, (...args: unknown[]) => unknown>;
  return methods[method]?.(...args);
}

const functions: ThreadFunctions = {
  open: ({ file, make, check }) =>
    answering(() => {
      history = make ? openHistory(file, { check }) : openHistoryAsFound(file, { check });
      const { isOnDisk, notices } = history;
      return { isOnDisk, notices };
    }),
  call: (command) => answering(() => obey(command)),
  commit: (commands) =>
    answering(() => {
      opened().write(() => {
        for (const command of commands) obey(command);
      });
      return null;
    }),
  figures: () => answering(() => opened().figures()),
  verify: () =>
    answering(() => {
      opened().verify();
      return null;
    }),
  close: () =>
    answering(() => {
      history?.close();
      history = undefined;
      // Nothing holds the thread from here on; it ends when this answer is sent.
      parentPort?.unref();
      return null;
    }),
};

createBirpc<object, ThreadFunctions>(functions, {
  post: (message) => parentPort?.postMessage(message),
  on: (listener) => parentPort?.on('message', listener),
  timeout: -1,
});
