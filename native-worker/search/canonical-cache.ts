import type { Program } from '../algorithm/program.ts';
import { KeyTable } from './key-table.ts';
import { ProgramRecord } from './program-record.ts';
import { RecordRing } from './record-ring.ts';
import { DOUBLES_PER_SLOT, SlotRecords } from './slot-records.ts';

/** Programs kept; one of 20 instructions takes about 700 bytes. */
const MOST_ENTRIES = 50_000;
/** Words of 4 bytes that programs may take in all: 64 megabytes. */
const MOST_WORDS = 0x1000000;
const NONE = -1;

/** Doubles of an entry's slot: what its program scored, and what that took. */
const FITNESS = 1;
const TRAIN_STEPS = 2;

/**
 * Scores by canonical program. It is found by its hash and compared as a whole, so an answer is always the right one: the
 * cache changes no result, and may be dropped at any time. The oldest entry goes first.
 *
 * Look a program up first: `insert` stores a score for the one that was looked up last.
 */
export class CanonicalCache {
  readonly #records: RecordRing;
  readonly #scores = new SlotRecords();
  /** Entries by hash, each in the slot that its record has in the ring. */
  readonly #table = new KeyTable(this.#scores);
  /** What was looked up last. */
  readonly #record = new ProgramRecord();
  #found = NONE;

  /** @param mostWords words of 4 bytes that programs may take in all */
  constructor(mostWords = MOST_WORDS) {
    this.#records = new RecordRing(MOST_ENTRIES, mostWords);
  }

  /** Fitness of the program that was found last, and the training steps that its evaluation took. */
  get fitness(): number {
    return this.#scores.doubles[DOUBLES_PER_SLOT * this.#found + FITNESS]!;
  }

  get trainSteps(): number {
    return this.#scores.doubles[DOUBLES_PER_SLOT * this.#found + TRAIN_STEPS]!;
  }

  /** Looks up a canonical program under a budget that allows it so many training examples, by task. */
  find(canonical: Program, allowed: readonly number[]): boolean {
    this.#record.write(canonical, allowed);
    const { high, low, words, length } = this.#record;
    const slot = this.#table.slotOf(high, low);
    this.#found = slot !== NONE && this.#records.equals(slot, words, length) ? slot : NONE;
    return this.#found !== NONE;
  }

  /** Stores the score of the program that was looked up last and was not found. */
  insert(fitness: number, trainSteps: number): void {
    const { high, low, words, length } = this.#record;
    // Another program has the same hash: it stays.
    if (this.#table.slotOf(high, low) !== NONE) return;
    if (length > this.#records.mostWords) return;
    while (!this.#records.hasRoomFor(length)) this.#table.remove(this.#records.dropOldest());
    const slot = this.#records.append(words, length);
    this.#scores.reserve(slot);
    this.#table.add(slot, high, low);
    this.#scores.doubles[DOUBLES_PER_SLOT * slot + FITNESS] = fitness;
    this.#scores.doubles[DOUBLES_PER_SLOT * slot + TRAIN_STEPS] = trainSteps;
  }
}
