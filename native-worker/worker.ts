import { driveRun } from './drive-run.ts';
import { RunSession } from './search/run-session.ts';
import { fileTaskSource } from './task-source.ts';
import { chooseEvaluator } from './tiers/choose-evaluator.ts';
import { findKernels } from './tiers/kernel-files.ts';
import { openTiers } from './tiers/open-tiers.ts';
import type { FromWorker, RunJob, ToWorker } from './worker-messages.ts';

// What a worker process runs: one run, for the process that started it, with which it talks over its channel.

let stopRequested = false;

/** Fulfilled once the last message has left this process. */
let delivered = Promise.resolve();

function send(message: FromWorker): void {
  delivered = new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function sessionOf({ spec, saved, evaluator: choice }: RunJob): RunSession {
  const { evaluator, ...tier } = chooseEvaluator(choice, openTiers(findKernels(process.env), process.env));
  send({ kind: 'evaluator', tier });
  const services = { evaluator, tasks: fileTaskSource(process.cwd()) };
  return saved === null ? RunSession.start(spec, services) : RunSession.resume(spec, services, saved);
}

async function work(job: RunJob): Promise<void> {
  try {
    await driveRun(sessionOf(job), {
      seconds: job.seconds,
      checkpointSeconds: job.checkpointSeconds,
      send,
      clock: () => performance.now() / 1000,
      nextTurn,
      stopRequested: () => stopRequested,
    });
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    send({ kind: 'failed', message, detail: stack ?? message });
  }
  // A channel that is closed drops what it has not delivered, and a saved state takes a while.
  await delivered;
  process.disconnect();
}

process.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'start':
      void work(message.job);
      break;
    case 'stop':
      stopRequested = true;
      break;
  }
});
// Whoever started this process decides when it stops: a terminal's Ctrl-C reaches it, too, and is not for it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// However the other process ended, nobody waits for a result any more.
process.on('disconnect', () => {
  process.exit();
});
