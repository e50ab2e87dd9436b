import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../native-worker/search/run-events.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { HostedRun } from './hosted-run.ts';
import { digestOf, smallSpec } from './run-sessions.ts';

const BUDGET = { candidates: 1500, experiments: 2 };
const SPECS: readonly (readonly [string, Spec])[] = [
  [
    'evolution on a ring of five islands',
    smallSpec({ form: 'reference' }, { islands: 5, migration: { everyEpochs: 2, count: 3 }, budget: BUDGET }),
  ],
  [
    'evolution in the paper form, on three islands with random ways, under fresh noise',
    smallSpec(
      { form: 'paper' },
      {
        islands: 3,
        noise: 'fresh',
        migration: { everyEpochs: 3, count: 5, topology: 'random', select: 'best' },
        budget: BUDGET,
      },
    ),
  ],
  [
    'families on two islands, with looks on the way',
    smallSpec(
      { form: 'workbench' },
      { islands: 2, migration: { everyEpochs: 1, count: 2 }, budget: { candidates: 800, experiments: 2 } },
    ),
  ],
  [
    'islands that are each for themselves',
    smallSpec({ form: 'reference', epochSweeps: 2 }, { islands: 4, budget: BUDGET }),
  ],
];

function countOf(events: readonly RunEvent[], kind: RunEvent['kind']): number {
  return events.filter((event) => event.kind === kind).length;
}

describe.each(SPECS)('%s', (_, spec) => {
  const digest = digestOf(spec);

  it.each([1, 2, 5])('come to the same digest with %i hosts, whatever takes how long', (hosts) => {
    for (const ahead of [1, 3, 50]) {
      const run = new HostedRun(spec, hosts, { seed: 10 * hosts + ahead, ahead }).finish();
      expect({ ahead, digest: run.coordinator.digest() }).toEqual({ ahead, digest });
    }
  });

  it('come to the same digest when they are cut at any time and go on with other hosts', () => {
    const random = new ThreefryRandomSource({ seed: 7, experiment: 0, island: 0, purpose: 'search' });
    let cuts = 0;
    for (let repeat = 0; repeat < 4; repeat++) {
      let run = new HostedRun(spec, 1 + random.position(3), { seed: repeat, ahead: 4 });
      for (;;) {
        const saved = run.cutAfter(random.position(80));
        if (saved === null) break;
        cuts++;
        run = new HostedRun(spec, 1 + random.position(3), {
          seed: repeat + 100 * cuts,
          saved,
          ahead: 1 + random.position(6),
        });
      }
      expect(run.coordinator.digest()).toBe(digest);
    }
    expect(cuts).toBeGreaterThan(7);
  });

  it('go on from the last cut when hosts are lost, and what was done meanwhile is done again alike', () => {
    const run = new HostedRun(spec, 2, { seed: 3, ahead: 4 });
    const saved = run.cutAfter(120)!;
    for (let step = 0; step < 60 && !run.coordinator.finished; step++) run.step();
    const resumed = new HostedRun(spec, 2, { seed: 4, saved, ahead: 2 }).finish();
    expect(resumed.coordinator.digest()).toBe(digest);
  });
});

describe('migration', () => {
  const [[, spec]] = SPECS as [(typeof SPECS)[0]];

  it('changes what is found', () => {
    expect(digestOf({ ...spec, migration: null })).not.toBe(digestOf(spec));
  });

  it('is told with who went where, from every second epoch on a ring', () => {
    const { events } = new HostedRun(spec, 2, { seed: 1 }).finish();
    const migrations = events.filter((event) => event.kind === 'migration');
    expect(migrations.length).toBeGreaterThan(5);
    for (const { epoch, from, to, individuals } of migrations) {
      expect(epoch % 2).toBe(0);
      expect(from).toBe((to + 4) % 5);
      expect(individuals).toHaveLength(3);
    }
    expect(countOf(events, 'experiment-ended')).toBe(2);
  });
});

describe('a candidate in quarantine', () => {
  it('is not evaluated, and the digest tells', () => {
    const spec = smallSpec({ form: 'reference' });
    const saved = new HostedRun(spec, 1, { seed: 1 }).cutAfter(2)!;
    const plain = new HostedRun(spec, 1, { seed: 1, saved }).finish();
    const quarantine = [{ experiment: 0, island: 0, birth: 30 }];
    const marked = new HostedRun(spec, 1, { seed: 1, saved: { ...saved, quarantine } }).finish();
    expect(marked.coordinator.result().quarantine).toEqual(quarantine);
    expect(marked.coordinator.digest()).not.toBe(plain.coordinator.digest());
  });
});
