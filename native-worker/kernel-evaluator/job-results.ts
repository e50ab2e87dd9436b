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
  const { losses, trainSteps } = result;
  const lossesPlace = shared.losses * DOUBLES_PER_BLOCK;
  const stepsPlace = shared.trainSteps * WORDS_PER_BLOCK;
  for (let k = 0; k < taskIndices.length; k++) {
    const task = taskIndices[k]!;
    const lane = laneOfTask[task]!;
    losses[task] = doubles[lossesPlace + lane]!;
    trainSteps[task] = words[stepsPlace + lane]!;
  }
  const train = shared.trainTraceLengths * WORDS_PER_BLOCK;
  const valid = shared.validTraceLengths * WORDS_PER_BLOCK;
  const records = words[JOB.record] !== RECORD.nothing;
  readLengths(target, train, taskIndices, result.trainTraceLength);
  readLengths(target, valid, taskIndices, result.validTraceLength);
  if (!records) return;
  readTraces(target, JOB.trainTrace, taskIndices, result.trainTrace, result.trainTraceLength, result.trainCapacity);
  readTraces(target, JOB.validTrace, taskIndices, result.validTrace, result.validTraceLength, result.validCapacity);
}

function readLengths(
  { access, laneOfTask }: SetArena,
  place: number,
  taskIndices: readonly number[],
  lengths: Uint32Array,
): void {
  const { words } = access;
  for (let k = 0; k < taskIndices.length; k++) lengths[taskIndices[k]!] = words[place + laneOfTask[taskIndices[k]!]!]!;
}

/** Copies the traces whose place is the header's word `field`, and their room, in steps a group, the word behind it. */
function readTraces(
  { access, lanes, laneOfTask }: SetArena,
  field: typeof JOB.trainTrace | typeof JOB.validTrace,
  taskIndices: readonly number[],
  traces: Float64Array,
  lengths: Uint32Array,
  capacity: number,
): void {
  const { words, doubles } = access;
  const first = words[field]! * DOUBLES_PER_BLOCK;
  const stepsBeyond = (words[field + 1]! - 1) * lanes;
  for (let k = 0; k < taskIndices.length; k++) {
    const task = taskIndices[k]!;
    const lane = laneOfTask[task]!;
    // All steps of a group stand in front of the next group's.
    let from = first + Math.floor(lane / lanes) * stepsBeyond + lane;
    const start = task * capacity;
    const end = start + lengths[task]!;
    for (let to = start; to < end; to++, from += lanes) traces[to] = doubles[from]!;
    // An error that passed is a number. A prediction may be a NaN, of which results keep one form only.
    if (words[JOB.record] !== RECORD.predictions) continue;
    for (let to = start; to < end; to++) if (Number.isNaN(traces[to])) traces[to] = NaN;
  }
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
