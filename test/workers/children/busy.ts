import { watchParent } from '../../../native-worker/watch-parent.ts';

// A worker whose event loop is blocked for good.

watchParent(Number(process.argv[2]));
process.send?.({ kind: 'usage', memory: process.pid, cpuSeconds: 0, workSeconds: 0 }, undefined, undefined, () => {
  // The thread of the watch needs this one to start.
  setTimeout(() => {
    for (;;);
  }, 300);
});
