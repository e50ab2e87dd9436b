const WORDS = 624;
const OFFSET = 397;

/** MT19937 with the standard seeding (Matsumoto and Nishimura 1998; C++ std::mt19937): the reference's engine. */
export class MersenneTwister {
  private readonly state = new Uint32Array(WORDS);
  private next = WORDS;

  constructor(seed: number) {
    this.state[0] = seed;
    for (let i = 1; i < WORDS; i++) {
      const previous = this.state[i - 1]!;
      this.state[i] = Math.imul(previous ^ (previous >>> 30), 1812433253) + i;
    }
  }

  /** The next 32 bits. */
  word(): number {
    if (this.next === WORDS) this.twist();
    let word = this.state[this.next++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  private twist(): void {
    const { state } = this;
    for (let i = 0; i < WORDS; i++) {
      const mixed = (state[i]! & 0x80000000) | (state[(i + 1) % WORDS]! & 0x7fffffff);
      state[i] = state[(i + OFFSET) % WORDS]! ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    this.next = 0;
  }
}
