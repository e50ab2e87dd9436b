import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AncestorRecord } from '../../electron/history/repositories/ancestors.ts';
import type { ChampionRecord } from '../../electron/history/repositories/champions.ts';
import { addRun, purgeAll, withHistory } from './example-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const place = (name: string): string => path.join(folder, name);

function champion(birth: number, hash: string): ChampionRecord {
  return {
    experiment: 0,
    island: 0,
    birth,
    hash,
    listing: 'def Setup():',
    candidates: birth,
    search: 0.5,
    select: 0.4,
    final: null,
  };
}

function ancestor(birth: number, parent: number | null): AncestorRecord {
  return { experiment: 0, birth, parent, change: `{"made":${birth}}`, search: birth / 100, select: null };
}

describe('champions', () => {
  it('are kept with their line of ancestors, oldest first; lines may share members', () => {
    withHistory(place('champions.sqlite'), (history) => {
      addRun(history, 'one');
      history.algorithms.put('aa11', 'listing of a');
      history.algorithms.put('bb22', 'listing of b');
      history.champions.put('one', champion(7, 'aa11'));
      history.ancestors.put('one', [ancestor(1, null), ancestor(4, 1), ancestor(7, 4)]);
      history.champions.put('one', champion(9, 'bb22'));
      history.ancestors.put('one', [ancestor(1, null), ancestor(4, 1), ancestor(9, 4)]);
      expect(history.champions.of('one').map(({ birth }) => birth)).toEqual([7, 9]);
      expect(history.ancestors.line('one', 0, 9).map(({ birth }) => birth)).toEqual([1, 4, 9]);
      expect(history.ancestors.line('one', 0, 7).map(({ birth }) => birth)).toEqual([1, 4, 7]);
      expect(history.champions.withHash('bb22')).toMatchObject({ runId: 'one', birth: 9 });
      expect(history.algorithms.hashesStartingWith('aa', 2)).toEqual(['aa11']);
    });
  });

  it('stay one when a run that went on after a crash finds them again, and take later scores', () => {
    withHistory(place('again.sqlite'), (history) => {
      addRun(history, 'one');
      history.algorithms.put('aa11', 'listing');
      history.champions.put('one', champion(7, 'aa11'));
      history.ancestors.put('one', [ancestor(7, null)]);
      history.champions.put('one', { ...champion(7, 'aa11'), select: null, final: 0.3 });
      history.ancestors.put('one', [{ ...ancestor(7, null), select: 0.2 }]);
      expect(history.champions.of('one')).toEqual([{ ...champion(7, 'aa11'), final: 0.3 }]);
      expect(history.ancestors.line('one', 0, 7)[0]?.select).toBe(0.2);
    });
  });
});

it('experiments come back in order, each place once', () => {
  withHistory(place('experiments.sqlite'), (history) => {
    addRun(history, 'one');
    const experiment = {
      candidates: 9,
      chargedSteps: 8,
      executedSteps: 7,
      championHash: null,
      search: 0.5,
      select: null,
    };
    history.experiments.put('one', { number: 1, ...experiment });
    history.experiments.put('one', { number: 0, ...experiment });
    expect(history.experiments.of('one')).toEqual([
      { number: 0, ...experiment },
      { number: 1, ...experiment },
    ]);
    expect(history.experiments.of('nobody')).toEqual([]);
  });
});

it('what a run was evaluated by comes back in order of first use, each once, with the reasons', () => {
  withHistory(place('evaluators.sqlite'), (history) => {
    addRun(history, 'one');
    const native = { name: 'native', instructionSet: 'avx2', dropped: [] } as const;
    const missing = { name: 'native', instructionSet: null, selfCheck: 'not run', reason: 'no compiler' } as const;
    const fallback = { name: 'interpreter', instructionSet: null, dropped: [missing] } as const;
    [native, fallback, native].forEach((tier, sitting) => {
      history.evaluatorsInUse.put('one', tier, sitting);
    });
    expect(history.evaluatorsInUse.of('one')).toEqual([native, fallback]);
    history.runs.delete(['one'], 4);
    purgeAll(history);
    expect(history.evaluatorsInUse.of('one')).toEqual([]);
  });
});

it('looks at a T_final are counted by its tasks, a run’s own look once, and outlive their run', () => {
  withHistory(place('looks.sqlite'), (history) => {
    addRun(history, 'one');
    const look = { taskSet: 'tasks', algorithm: 'aa', fitness: 0.9, lookedAt: 1 };
    history.finalLooks.put({ runId: 'one', ...look });
    history.finalLooks.put({ runId: 'one', ...look });
    history.finalLooks.put({ runId: null, ...look });
    history.finalLooks.put({ runId: 'two', ...look, taskSet: 'other tasks' });
    history.runs.delete(['one'], 1);
    purgeAll(history);
    expect(history.finalLooks.count('tasks')).toBe(2);
    expect(history.finalLooks.count('nothing')).toBe(0);
  });
});

it('a failed write leaves nothing half-written', () => {
  withHistory(place('atomic.sqlite'), (repositories, history) => {
    expect(() => {
      history.write(() => {
        addRun(repositories, 'one');
        throw new Error('in the middle');
      });
    }).toThrow('in the middle');
    expect(repositories.runs.list()).toEqual([]);
  });
});
