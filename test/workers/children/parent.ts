import { fileURLToPath } from 'node:url';
import { nodeStarter } from '../../../electron/workers/node-starter.ts';

// Starts the worker that its argument names, tells its process id once it lives, and is then to be killed.

const worker = nodeStarter(fileURLToPath(new URL(process.argv[2] ?? '', import.meta.url))).start();
worker.onMessage(() => {
  process.stdout.write(`${worker.pid ?? 0}\n`);
});
setInterval(() => undefined, 1000);
