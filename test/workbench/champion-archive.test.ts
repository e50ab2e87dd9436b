import { describe, expect, it } from 'vitest';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { ChampionArchive } from '../../electron/workbench/champion-archive.ts';

function predicting(...lines: readonly string[]): Program {
  return packAlgorithm(parseAlgorithm(['def Setup():', 'def Predict():', ...lines, 'def Learn():'].join('\n')));
}
const SHORT = predicting('  s1 = mean(v0)');
const LONG = predicting('  v1 = v0 + v0', '  s1 = mean(v1)');
const PADDED = predicting('  s1 = mean(v0)', '  s3 = s3 + s3');

describe('the archive of champions', () => {
  it('keeps what no other one beats in both fitness and cost, the cheapest first', () => {
    const archive = new ChampionArchive('scalar');
    expect(archive.offer(LONG, 0.5)).toBe(true);
    expect(archive.offer(SHORT, 0.4)).toBe(true);
    expect(archive.front.map(({ fitness }) => fitness)).toEqual([0.4, 0.5]);
    expect(archive.offer(SHORT, 0.6)).toBe(true);
    expect(archive.front.map(({ fitness }) => fitness)).toEqual([0.6]);
    expect(archive.offer(LONG, 0.6)).toBe(false);
  });

  it('takes no account of dead code', () => {
    const archive = new ChampionArchive('scalar');
    archive.offer(SHORT, 0.5);
    expect(archive.offer(PADDED, 0.5)).toBe(false);
  });

  it('goes on from what is on record', () => {
    const archive = new ChampionArchive('scalar');
    archive.offer(SHORT, 0.5);
    const again = new ChampionArchive('scalar', archive.front);
    expect(again.offer(SHORT, 0.5)).toBe(false);
    expect(again.front).toEqual(archive.front);
  });
});
