import { REGISTER_KINDS } from '../algorithm/register-kind.ts';
import type { EvaluationResult, RegisterContents } from '../evaluator/evaluator.ts';
import { DOUBLES_PER_BLOCK, WORDS_PER_BLOCK } from './arena-access.ts';
import { BLOCK_BYTES, JOB, RECORD } from './job-layout.ts';
import type { RegisterSlots } from './register-slots.ts';
import type { SetArena } from './set-arena.ts';

/** Asks the kernel for the listed tasks, and for no other. */
export function requestTasks(target: SetArena, taskIndices: readonly number[]): void {
  const { bytes } = target.access;
  const place = target.shared.requested * BLOCK_BYTES;
  const allLanes = target.groups.length * target.lanes;
  for (let lane = 0; lane < allLanes; lane++) bytes[place + lane] = 0;
  for (let k = 0; k < taskIndices.length; k++) bytes[place + target.laneOfTask[taskIndices[k]!]!] = 1;
}

/** Copies what the kernel found for the listed tasks. */
export function readResults(target: SetArena, taskIndices: readonly number[], result: EvaluationResult): void {
  const { access, laneOfTask, shared } = target;
  const { words, doubles } = access;
  const losses = shared.losses * DOUBLES_PER_BLOCK;
  const trainSteps = shared.trainSteps * WORDS_PER_BLOCK;
  const records = words[JOB.record] !== RECORD.nothing;
  for (let k = 0; k < taskIndices.length; k++) {
    const task = taskIndices[k]!;
    const lane = laneOfTask[task]!;
    result.losses[task] = doubles[losses + lane]!;
    result.trainSteps[task] = words[trainSteps + lane]!;
    result.trainTraceLength[task] = words[shared.trainTraceLengths * WORDS_PER_BLOCK + lane]!;
    result.validTraceLength[task] = words[shared.validTraceLengths * WORDS_PER_BLOCK + lane]!;
    if (!records) continue;
    readTrace(
      target,
      words[JOB.trainTrace]!,
      words[JOB.trainTraceSteps]!,
      lane,
      result.trainTrace,
      task * result.trainCapacity,
      result.trainTraceLength[task],
    );
    readTrace(
      target,
      words[JOB.validTrace]!,
      words[JOB.validTraceSteps]!,
      lane,
      result.validTrace,
      task * result.validCapacity,
      result.validTraceLength[task],
    );
  }
}

/** Copies the first `length` steps of a lane's trace; the kernel has room for `steps` in each group. */
function readTrace(
  { access, lanes }: SetArena,
  block: number,
  steps: number,
  lane: number,
  to: Float64Array,
  start: number,
  length: number,
): void {
  const { doubles } = access;
  const group = Math.floor(lane / lanes);
  let place = block * DOUBLES_PER_BLOCK + group * (steps - 1) * lanes + lane;
  for (let step = 0; step < length; step++, place += lanes) to[start + step] = doubles[place]!;
  // An error that passed is a number. A prediction may be a NaN, of which results keep one form only.
  if (access.words[JOB.record] !== RECORD.predictions) return;
  for (let step = start; step < start + length; step++) if (Number.isNaN(to[step])) to[step] = NaN;
}

/** Copies the registers of the listed tasks. */
export function readMemories(
  target: SetArena,
  slots: RegisterSlots,
  features: number,
  taskIndices: readonly number[],
  result: EvaluationResult,
): void {
  const { access, lanes, laneOfTask } = target;
  const sizes = { scalar: 1, vector: features, matrix: features * features };
  let entries = 0;
  const registers = REGISTER_KINDS.flatMap((kind) =>
    Array.from({ length: slots.count(kind) }, (_, slot) => {
      const register = { kind, address: slots.addressOf(kind, slot), size: sizes[kind], firstEntry: entries };
      entries += register.size;
      return register;
    }).toSorted((a, b) => a.address - b.address),
  );
  const start = access.words[JOB.memories]! * DOUBLES_PER_BLOCK;
  for (const task of taskIndices) {
    const lane = laneOfTask[task]!;
    const group = Math.floor(lane / lanes);
    const first = start + group * entries * lanes + (lane % lanes);
    result.memories[task] = registers.map(({ kind, address, size, firstEntry }): RegisterContents => {
      const values = new Float64Array(size);
      for (let entry = 0; entry < size; entry++) {
        const value = access.doubles[first + (firstEntry + entry) * lanes]!;
        values[entry] = Number.isNaN(value) ? NaN : value;
      }
      return { kind, address, values };
    });
  }
}
