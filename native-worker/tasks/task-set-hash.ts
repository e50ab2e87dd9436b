import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { TaskSet } from './task-set.ts';

/** A set before its hash is known. */
export type TaskSetContent = Omit<TaskSet, 'hash'>;

/** 128 bits: enough for no two sets ever to meet. */
const HASH_BYTES = 16;

/**
 * First 128 bits of SHA-256, in hex, over all that an evaluation can see of a set: F, outputs, measure, seeds, the bits
 * of every feature and label, the order of every epoch. Bits are read as they lie in memory: little-endian.
 */
export function hashTaskSet(content: TaskSetContent): string {
  const hash = sha256.create();
  const { features, outputs, classes, measure, tasks } = content;
  hash.update(utf8ToBytes(JSON.stringify({ features, outputs, classes, measure, tasks: tasks.length })));
  for (const task of tasks) {
    const { seed, trainCount, validCount } = task;
    hash.update(utf8ToBytes(JSON.stringify({ seed, trainCount, validCount, epochs: task.epochOrders.length })));
    const arrays = [task.trainFeatures, task.trainLabels, task.validFeatures, task.validLabels, ...task.epochOrders];
    for (const array of arrays) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return bytesToHex(hash.digest().subarray(0, HASH_BYTES));
}
