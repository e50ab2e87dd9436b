import { describe, expect, it } from 'vitest';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { Tournament, type TournamentOptions } from '../../native-worker/search/tournament.ts';
import { type Draw, ScriptedRandomSource } from './scripted-random-source.ts';

const REFERENCE: TournamentOptions = {
  tournament: 3,
  tournamentDraw: 'with-replacement',
  removal: 'after-selection',
};

function winner(options: TournamentOptions, fitness: Float64Array, oldest: number, ...script: Draw[]): number {
  const random = new ScriptedRandomSource(...script);
  const chosen = new Tournament(options, random).choose(fitness, oldest);
  expect(random.left).toEqual([]);
  return chosen;
}

describe('a tournament', () => {
  const fitness = Float64Array.of(0.1, 0.5, 0.9, 0.5);

  it('is won by the fittest of those drawn', () => {
    expect(winner(REFERENCE, fitness, 0, ['slot', 4, 0], ['slot', 4, 3], ['slot', 4, 0])).toBe(3);
  });

  it('is won by the one drawn first on ties', () => {
    expect(winner(REFERENCE, fitness, 0, ['slot', 4, 3], ['slot', 4, 1], ['slot', 4, 0])).toBe(3);
    expect(winner(REFERENCE, fitness, 0, ['slot', 4, 1], ['slot', 4, 3], ['slot', 4, 0])).toBe(1);
  });

  it('may be won by the oldest, unless that was removed before', () => {
    expect(winner(REFERENCE, fitness, 2, ['slot', 4, 2], ['slot', 4, 2], ['slot', 4, 2])).toBe(2);
    const before = { ...REFERENCE, removal: 'before-selection' } as const;
    expect(winner(before, fitness, 2, ['slot', 3, 2], ['slot', 3, 0], ['slot', 3, 0])).toBe(3);
    expect(winner(before, fitness, 2, ['slot', 3, 1], ['slot', 3, 0], ['slot', 3, 0])).toBe(1);
  });

  it('without replacement draws nobody twice, whatever comes out', () => {
    const options = { ...REFERENCE, tournament: 4, tournamentDraw: 'without-replacement' } as const;
    expect(winner(options, fitness, 0, ['slot', 4, 0], ['slot', 3, 0], ['slot', 2, 0], ['slot', 1, 0])).toBe(2);
    expect(winner(options, fitness, 0, ['slot', 4, 3], ['slot', 3, 2], ['slot', 2, 1], ['slot', 1, 0])).toBe(2);
  });

  it('gives everybody the same chance where all are equal, with and without replacement', () => {
    const equals = new Float64Array(5).fill(0.5);
    for (const tournamentDraw of ['with-replacement', 'without-replacement'] as const) {
      const random = new ThreefryRandomSource({ seed: 1, experiment: 0, island: 0, purpose: 'search' });
      const tournament = new Tournament({ ...REFERENCE, tournamentDraw }, random);
      const wins = [0, 0, 0, 0, 0];
      for (let k = 0; k < 10_000; k++) wins[tournament.choose(equals, 0)]!++;
      for (const count of wins) expect(Math.abs(count - 2000)).toBeLessThan(200);
    }
  });

  it('without replacement is always won by the fittest where all compete', () => {
    const random = new ThreefryRandomSource({ seed: 1, experiment: 0, island: 0, purpose: 'search' });
    const tournament = new Tournament({ ...REFERENCE, tournament: 4, tournamentDraw: 'without-replacement' }, random);
    for (let k = 0; k < 100; k++) expect(tournament.choose(fitness, 0)).toBe(2);
  });
});
