import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES, STATUS } from '../../native-worker/kernel-evaluator/job-layout.ts';
import type { Kernel } from '../../native-worker/kernel-evaluator/kernel.ts';
import { buildNative } from '../../native-worker/tiers/build-native.ts';
import { chooseKernel, loadNativeKernels } from '../../native-worker/tiers/load-native.ts';
import { selfCheckCases } from '../../native-worker/tiers/self-check-cases.ts';
import { bytesOf, writtenJob } from './written-job.ts';

interface RawAddon {
  advance(...values: unknown[]): number;
  misalignment(...values: unknown[]): number;
}

const build = await buildNative();

describe('the addon', () => {
  if (build.kind === 'built') describeAddon(build.file);
  else {
    it('is not there without a compiler, and that is the reason given', () => {
      expect(build.reason).toMatch(/no C\+\+ compiler|no form for/);
    });
  }
});

function describeAddon(file: string): void {
  const kernels = loadNativeKernels(file);
  const addon = createRequire(import.meta.url)(file) as RawAddon;

  it('runs the instruction sets of this processor, best first', () => {
    const names = kernels.map(({ instructionSet }) => instructionSet);
    const best = process.arch === 'x64' ? ['avx512', 'avx2', 'x86-64'] : ['neon'];
    // Every processor of the architecture has the last.
    expect(names).toContain(best.at(-1));
    expect(names).toEqual(best.filter((name) => names.includes(name)));
  });

  it('tells every thread of the same instruction sets', async () => {
    const tell = `const { parentPort, workerData } = require('node:worker_threads');
      parentPort.postMessage(require(workerData).instructionSets);`;
    const threads = Array.from({ length: 4 }, () => new Worker(tell, { eval: true, workerData: file }));
    const told = await Promise.all(threads.map((thread) => once(thread, 'message')));
    expect(told).toEqual(threads.map(() => [kernels.map(({ instructionSet }) => instructionSet)]));
  });

  it('gives arenas that are zero and aligned, and keep their content when they grow', () => {
    const arena = kernels[0]!.allocate(1000);
    expect(addon.misalignment(bytesOf(arena))).toBe(0);
    expect(bytesOf(arena).every((byte) => byte === 0)).toBe(true);
    bytesOf(arena)[999] = 7;
    arena.grow(5000);
    expect(addon.misalignment(bytesOf(arena))).toBe(0);
    expect(bytesOf(arena)[999]).toBe(7);
    expect(arena.view.byteLength).toBe(5000);
  });

  it('refuses arguments of other types with a message that names what is wanted', () => {
    const detached = new Uint8Array(1024);
    structuredClone(detached.buffer, { transfer: [detached.buffer] });
    const arena = new Uint8Array(1024);
    expect(() => addon.advance()).toThrow(/takes the number of an instruction set, an arena and an amount of work/);
    expect(() => addon.advance(99, arena, 1)).toThrow(/number of one of instructionSets/);
    expect(() => addon.advance('avx2', arena, 1)).toThrow(/number of one of instructionSets/);
    expect(() => addon.advance(0, arena, 'all')).toThrow(/amount of work, a number/);
    for (const wrong of [undefined, {}, new Float64Array(128), arena.buffer, [1, 2]])
      expect(() => addon.advance(0, wrong, 1)).toThrow(/has to be a Uint8Array/);
    expect(() => addon.advance(0, detached, 1)).toThrow(/empty or its buffer was detached/);
    expect(() => addon.advance(0, new Uint8Array(new SharedArrayBuffer(1024)), 1)).toThrow(/must not be shared/);
    expect(() => addon.misalignment(detached)).toThrow(TypeError);
  });

  it('refuses memory that is too short for a job, not aligned, or all zero', () => {
    const memory = new Uint8Array(new ArrayBuffer(4096));
    const start = (BLOCK_BYTES - addon.misalignment(memory)) % BLOCK_BYTES;
    expect(addon.advance(0, memory.subarray(start, start + 100), 1)).toBe(STATUS.badLayout);
    expect(addon.advance(0, memory.subarray(start + 8), 1)).toBe(STATUS.badLayout);
    expect(addon.advance(0, memory.subarray(start), 1)).toBe(STATUS.badLayout);
  });

  it('writes nothing outside of the memory that it was handed', () => {
    const margin = 65536;
    for (const [index, kernel] of kernels.entries()) {
      for (const each of selfCheckCases()) {
        const { bytes } = writtenJob(kernel, each);
        const around = new Uint8Array(new ArrayBuffer(bytes.length + 2 * margin + BLOCK_BYTES)).fill(0xa5);
        const start = margin + ((BLOCK_BYTES - addon.misalignment(around.subarray(margin))) % BLOCK_BYTES);
        around.set(bytes, start);
        const arena = around.subarray(start, start + bytes.length);
        expect(addon.advance(index, arena, Number.MAX_SAFE_INTEGER)).toBe(STATUS.complete);
        expect(around.subarray(0, start).every((byte) => byte === 0xa5)).toBe(true);
        expect(around.subarray(start + bytes.length).every((byte) => byte === 0xa5)).toBe(true);
      }
    }
  });
}

describe('choosing an instruction set', () => {
  const kernel = (instructionSet: string): Kernel => ({
    name: 'native',
    instructionSet,
    width: 4,
    allocate: () => {
      throw new Error('not needed');
    },
  });
  const there = [kernel('avx2'), kernel('x86-64')];

  it('takes the best, or the one that is asked for', () => {
    expect(chooseKernel(there, undefined).instructionSet).toBe('avx2');
    expect(chooseKernel(there, '').instructionSet).toBe('avx2');
    expect(chooseKernel(there, 'x86-64').instructionSet).toBe('x86-64');
  });

  it('says which there are where the one that is asked for is not', () => {
    expect(() => chooseKernel(there, 'avx512')).toThrow(
      'AUTOML_ZERO_ISA=avx512: this machine has no such instruction set; expected one of: avx2, x86-64',
    );
  });
});
