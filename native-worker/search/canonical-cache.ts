import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import { FecKey } from './fec-key.ts';
import { KeyTable } from './key-table.ts';
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

/** Looks at the bits of a number without allocating. Never holds anything from one call to the next. */
const BITS = new DataView(new ArrayBuffer(8));

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
  readonly #key = new FecKey();
  /** What was looked up last, as words; the first `#length` ones. */
  #record = new Int32Array(256);
  #length = 0;
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
    this.#write(canonical, allowed);
    const { high, low } = this.#key;
    const slot = this.#table.slotOf(high, low);
    this.#found = slot !== NONE && this.#records.equals(slot, this.#record, this.#length) ? slot : NONE;
    return this.#found !== NONE;
  }

  /** Stores the score of the program that was looked up last and was not found. */
  insert(fitness: number, trainSteps: number): void {
    const { high, low } = this.#key;
    // Another program has the same hash: it stays.
    if (this.#table.slotOf(high, low) !== NONE) return;
    if (this.#length > this.#records.mostWords) return;
    while (!this.#records.hasRoomFor(this.#length)) this.#table.remove(this.#records.dropOldest());
    const slot = this.#records.append(this.#record, this.#length);
    this.#scores.reserve(slot);
    this.#table.add(slot, high, low);
    this.#scores.doubles[DOUBLES_PER_SLOT * slot + FITNESS] = fitness;
    this.#scores.doubles[DOUBLES_PER_SLOT * slot + TRAIN_STEPS] = trainSteps;
  }

  /** Writes all that an answer depends on into `#record`, and its hash into `#key`. */
  #write({ words, constants, lengths }: Program, allowed: readonly number[]): void {
    const count = lengths[0] + lengths[1] + lengths[2];
    const numbers = count * CONSTANTS_PER_INSTRUCTION;
    const length = lengths.length + allowed.length + (count * WORDS_PER_INSTRUCTION) / 2 + 2 * numbers;
    // One word more, since hashing takes two at a time.
    if (length >= this.#record.length) this.#record = new Int32Array(2 * length);
    const record = this.#record;
    let end = 0;
    for (let component = 0; component < lengths.length; component++) record[end++] = lengths[component]!;
    for (let task = 0; task < allowed.length; task++) record[end++] = allowed[task]!;
    for (let word = 0; word < count * WORDS_PER_INSTRUCTION; word += 2) {
      record[end++] = words[word]! | (words[word + 1]! << 16);
    }
    for (let k = 0; k < numbers; k++) {
      BITS.setFloat64(0, constants[k]!, true);
      record[end++] = BITS.getInt32(0, true);
      record[end++] = BITS.getInt32(4, true);
    }
    this.#length = end;
    record[end] = 0;
    this.#key.start(0, end);
    for (let word = 0; word < end; word += 2) this.#key.add(record[word]!, record[word + 1]!);
    this.#key.finish();
  }
}
