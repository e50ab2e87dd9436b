import { describe, expect, it } from 'vitest';
import { tryCase } from './try-case.ts';

const KILLS = 10;
const MOST_KILLS_OF_A_RUN = 5;
const SECONDS_OF_A_RUN = 3;

describe('runs of the program', () => {
  it('come to the digest of an undisturbed run, however often they are killed, stopped and held', async () => {
    let kills = 0;
    let killsAtCut = 0;
    for (let seed = 20; kills < KILLS; seed++) {
      const { disturbed, problems } = await tryCase(
        seed,
        Math.min(MOST_KILLS_OF_A_RUN, KILLS - kills),
        SECONDS_OF_A_RUN,
      );
      expect(problems).toEqual([]);
      kills += disturbed?.kills ?? 0;
      killsAtCut += disturbed?.killsAtCut ?? 0;
    }
    expect(killsAtCut).toBeGreaterThan(KILLS / 2);
  }, 300_000);
});
