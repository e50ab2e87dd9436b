// A worker that ends as it is told by the job's number, or stays.

process.on('message', ({ job }: { job: number }) => {
  switch (job) {
    case 1:
      process.exit(7);
      break;
    case 2:
      process.kill(process.pid, 'SIGSEGV');
      break;
    case 3:
      process.disconnect();
      process.exit(75);
  }
});
process.on('disconnect', () => process.exit(75));
process.send?.({ kind: 'usage', memory: 1, cpuSeconds: 0, workSeconds: 0 });
