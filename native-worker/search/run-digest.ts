import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Program } from '../algorithm/program.ts';
import { quickHash } from '../algorithm/quick-hash.ts';
import { SEMANTICS_VERSION } from '../algorithm/semantics-version.ts';
import { specForDigest } from '../spec/spec-for-digest.ts';
import type { Spec } from '../spec/spec-schema.ts';
import { bytesOf } from './bytes-of-doubles.ts';
import type { Identity } from './packed-lineage.ts';

/** What a link of the chain holds; part of what is hashed, so that no two kinds of link can be taken for one another. */
const LINK = { start: 0, barrier: 1, champion: 2, score: 3, quarantine: 4 } as const;

/** Form of the digest: what is hashed and how. Digests of two forms cannot be compared. */
export const DIGEST_FORM = 2;

/** A barrier of a search: where populations are compared, bit by bit. */
export interface Barrier {
  /** Number of the experiment, from 0. */
  readonly experiment: number;
  /** Number of the epoch in the experiment; 0 is the initial population. */
  readonly epoch: number;
  /** Number of the island, from 0. */
  readonly island: number;
  /** Training steps charged to the island so far. */
  readonly chargedSteps: number;
  /** `hashOfPopulation`. */
  readonly population: Uint8Array;
}

/**
 * The fingerprint of a run: two runs with equal digests went through the same populations, bit for bit.
 *
 * A chain of SHA-256 hashes, so that 32 bytes are all that is needed to go on after a pause: each link hashes the one
 * before it, its kind and its content. The first holds the semantics version and the resolved spec (without names and
 * notes); then, for each epoch of each island: charged steps, and by slot the program's hash and the fitness's bits;
 * champions; and the bits of what they score on T_select and T_final. No ids, times, paths or cache figures.
 */
export class RunDigest {
  #state: Uint8Array;

  private constructor(state: Uint8Array) {
    this.#state = state;
  }

  /** The digest of a run of which nothing but the spec is known. */
  static start(spec: Spec): RunDigest {
    const digest = new RunDigest(new Uint8Array(32));
    digest.#append(LINK.start, utf8ToBytes(`AutoML-Zero ${SEMANTICS_VERSION} ${DIGEST_FORM} ${specForDigest(spec)}`));
    return digest;
  }

  /** Goes on from the bytes that `save` gave. */
  static resume(saved: Uint8Array): RunDigest {
    return new RunDigest(saved.slice());
  }

  /** An island's population at a barrier. */
  addBarrier({ experiment, epoch, island, chargedSteps, population }: Barrier): void {
    this.#append(LINK.barrier, concatBytes(bytesOf([experiment, epoch, island, chargedSteps]), population));
  }

  /** A champion that is about to be looked at on T_select. */
  addChampion(experiment: number, program: Program, fitness: number): void {
    this.#append(LINK.champion, bytesOf([experiment, quickHash(program), fitness]));
  }

  /** A champion's fitness on T_select or T_final. */
  addScore(role: 'select' | 'final', fitness: number): void {
    this.#append(LINK.score, bytesOf([role === 'select' ? 0 : 1, fitness]));
  }

  /** A candidate that was not evaluated, since it ended its process: another machine might have come to another result. */
  addQuarantine(experiment: number, { island, birth }: Identity): void {
    this.#append(LINK.quarantine, bytesOf([experiment, island, birth]));
  }

  /** The 32 bytes from which `resume` goes on. */
  save(): Uint8Array {
    return this.#state.slice();
  }

  /** The digest of everything so far: 64 lower-case hexadecimal digits. */
  hex(): string {
    return bytesToHex(this.#state);
  }

  #append(kind: number, content: Uint8Array): void {
    this.#state = sha256.create().update(this.#state).update(Uint8Array.of(kind)).update(content).digest();
  }
}
