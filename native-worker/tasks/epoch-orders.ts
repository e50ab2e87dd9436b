import { ExampleStream } from './example-stream.ts';

/**
 * The order in which each epoch shows the training examples: the stored order first, then for every further epoch a
 * reshuffle of the running order (reference: task.h). Fewer epochs are a prefix of more.
 *
 * @param seed the task's data seed
 */
export function epochOrders(seed: number, trainCount: number, epochs: number): Uint32Array[] {
  const stream = new ExampleStream(seed, 'epoch-orders');
  const running = Uint32Array.from({ length: trainCount }, (_, index) => index);
  const orders = [running.slice()];
  while (orders.length < epochs) {
    stream.shuffle(running);
    orders.push(running.slice());
  }
  return orders;
}
