import { describe, expect, it } from 'vitest';
import { hashOfPopulation } from '../../native-worker/search/population-hash.ts';
import { RunDigest } from '../../native-worker/search/run-digest.ts';
import { program } from './programs.ts';
import { smallSpec } from './run-sessions.ts';

const SPEC = smallSpec({ form: 'reference' });
const BARRIER = { experiment: 0, epoch: 3, island: 0, chargedSteps: 12345 };
const LISTING = `
  def Setup():
    s2 = 0.1
    s3 = 0.7
  def Predict():
    s1 = dot(v1, v0)
  def Learn():
    s3 = s0 - s1
`;
const POPULATION = [
  { program: program(LISTING), fitness: 0.25 },
  { program: program(LISTING.replace('0.1', '0.2')), fitness: 0.5 },
];

function digestOf(feed: (digest: RunDigest) => void, spec = SPEC): string {
  const digest = RunDigest.start(spec);
  feed(digest);
  return digest.hex();
}

function addBarrier(digest: RunDigest, barrier = BARRIER, population = POPULATION): void {
  const programs = population.map(({ program: each }) => each);
  const fitness = Float64Array.from(population, (each) => each.fitness);
  digest.addBarrier({ ...barrier, population: hashOfPopulation({ programs, fitness }) });
}

function atBarrier(population = POPULATION, barrier = BARRIER): string {
  return digestOf((digest) => {
    addBarrier(digest, barrier, population);
  });
}

describe('the digest of a run', () => {
  it('is 64 hexadecimal digits, the same for the same run', () => {
    expect(atBarrier()).toMatch(/^[0-9a-f]{64}$/);
    expect(atBarrier()).toBe(atBarrier());
  });

  it('changes with one constant, also of dead code', () => {
    const changed = (from: string, to: string) => [
      { ...POPULATION[0]!, program: program(LISTING.replace(from, to)) },
      POPULATION[1]!,
    ];
    expect(atBarrier(changed('0.1', '0.10000000000000002'))).not.toBe(atBarrier());
    expect(atBarrier(changed('0.7', '0.7000000000000001'))).not.toBe(atBarrier());
  });

  it('changes with the last bit of one fitness', () => {
    const nudged = [POPULATION[0]!, { ...POPULATION[1]!, fitness: 0.5 + 2 ** -53 }];
    expect(atBarrier(nudged)).not.toBe(atBarrier());
  });

  it('changes with the seed and with any option, and not with names and notes', () => {
    const nothing = (): void => undefined;
    const plain = digestOf(nothing);
    expect(digestOf(nothing, { ...SPEC, seed: SPEC.seed + 1 })).not.toBe(plain);
    expect(digestOf(nothing, { ...SPEC, maxAbsError: 99 })).not.toBe(plain);
    expect(digestOf(nothing, { ...SPEC, name: 'other', note: 'other', description: 'other' })).toBe(plain);
  });

  it('changes with slots, charged steps and the place of a barrier', () => {
    expect(atBarrier([...POPULATION].reverse())).not.toBe(atBarrier());
    expect(atBarrier(POPULATION, { ...BARRIER, chargedSteps: 12346 })).not.toBe(atBarrier());
    expect(atBarrier(POPULATION, { ...BARRIER, epoch: 4 })).not.toBe(atBarrier());
    expect(atBarrier(POPULATION, { ...BARRIER, experiment: 1 })).not.toBe(atBarrier());
  });

  it('changes with champions and with the bits of what they score', () => {
    const closing = (select: number, final: number, champion = 0): string =>
      digestOf((digest) => {
        digest.addChampion(0, POPULATION[champion]!.program, POPULATION[champion]!.fitness);
        digest.addScore('select', select);
        digest.addScore('final', final);
      });
    const plain = closing(0.5, 0.25);
    expect(closing(0.5, 0.25, 1)).not.toBe(plain);
    expect(closing(0.5 + 2 ** -53, 0.25)).not.toBe(plain);
    expect(closing(0.5, 0.25 + 2 ** -54)).not.toBe(plain);
    expect(closing(0.25, 0.5)).not.toBe(plain);
  });

  it('goes on from its last 32 bytes', () => {
    const whole = RunDigest.start(SPEC);
    addBarrier(whole);
    const saved = whole.save();
    expect(saved).toHaveLength(32);
    const resumed = RunDigest.resume(saved);
    for (const digest of [whole, resumed]) digest.addScore('select', 0.75);
    expect(resumed.hex()).toBe(whole.hex());
  });
});
