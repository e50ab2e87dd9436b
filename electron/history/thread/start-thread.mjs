// Starts the history's thread. Plain JavaScript, so that no types have to be stripped before the compile cache is on,
// which would take longer than all the rest; threads do not take the cache over from their process.
import module from 'node:module';

module.enableCompileCache?.();
await import('./history-thread.ts');
