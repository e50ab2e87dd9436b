import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressView } from '../../electron/command-line/progress-view.ts';
import { type Manner, Terminal } from '../../electron/command-line/terminal.ts';
import { readSpecSource } from '../../electron/workbench/spec-source.ts';
import type { ExecutionEvent, RunEnding } from '../../electron/workbench/follow-run.ts';
import type { RunRecord } from '../../electron/workbench/find-run.ts';
import type { RunFigures } from '../../native-worker/search/run-figures.ts';
import { NO_COUNTS } from '../../native-worker/search/search-counts.ts';
import type { RunResult } from '../../native-worker/search/run-result.ts';

const { spec } = readSpecSource('linear-regression', []);
const RUN = { id: 'abcabcabcabc', preset: 'linear-regression', name: '', seed: 7, candidates: 0 } as RunRecord;

const FINISHED: RunEnding = {
  kind: 'finished',
  result: {} as RunResult,
  digest: 'd',
  figures: figures(0),
  seconds: 1,
};

/** A stream that keeps what is written to it. */
function stream(isTTY: boolean): NodeJS.WriteStream & { text: () => string } {
  let text = '';
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return Object.assign(writable, { isTTY, columns: 300, text: () => text }) as unknown as NodeJS.WriteStream & {
    text: () => string;
  };
}

function figures(candidates: number): RunFigures {
  const counts = { ...NO_COUNTS, candidates, chargedSteps: candidates * 10 };
  const population = { size: 10, best: 0.5, mean: 0.25, deviation: 0.1 };
  const shared = { counts, experimentCounts: counts, population };
  return { experiment: 0, epoch: 3, bestOnSearch: 0.5, bestOnSelect: 0.25, ...shared };
}

function view(manner: Partial<Manner>, isTTY: boolean, count = 1) {
  const out = stream(isTTY);
  const err = stream(isTTY);
  const terminal = new Terminal({ json: false, quiet: false, verbose: false, ...manner }, out, err);
  const shown = new ProgressView(terminal, spec, count);
  const report = (candidates: number, seconds: number): void => {
    shown.happened(RUN, { kind: 'events', events: [{ kind: 'progress', figures: figures(candidates) }], seconds });
  };
  return { shown, report, out, err };
}

const REFERENCES: ExecutionEvent = {
  kind: 'events',
  events: [{ kind: 'references', references: [{ label: 'by hand', search: 0.75, select: 0.875, final: null }] }],
  seconds: 0,
};

describe('progress', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('in a pipe is a line every five seconds: candidates, rate, best beside the hand-designed reference, time left', () => {
    const { shown, report, err, out } = view({}, false);
    shown.began(RUN, []);
    shown.happened(RUN, REFERENCES);
    report(0, 0);
    vi.advanceTimersByTime(4900);
    report(50_000, 4.9);
    vi.advanceTimersByTime(200);
    report(100_000, 5);
    expect(err.text().split('\n')).toEqual([
      'run abcabcabcabc (linear-regression, seed 7)',
      '  to compare: by hand: T_search 0.750000, T_select 0.875000',
      '5.0 s · 100,000 candidates · 20,000/s · T_search 0.500000 (hand-designed 0.750000) · T_select 0.250000 (hand-designed 0.875000) · at most 45 s left',
      '',
    ]);
    expect(out.text()).toBe('');
  });

  it('on a terminal is one line that changes in place, and goes away at the end', () => {
    const { shown, report, err } = view({}, true);
    shown.began(RUN, []);
    report(0, 0);
    for (const candidates of [1000, 2000]) {
      vi.advanceTimersByTime(300);
      report(candidates, candidates / 1000);
    }
    shown.ended({ run: { ...RUN, state: 'done', outcome: 'solved' }, ending: FINISHED });
    const lines = err.text().split('\r\u001B[2K');
    expect(lines.slice(2).map((line) => line.split('  ')[1] ?? line)).toEqual(['1.0k cand.', '2.0k cand.', '']);
  });

  it('on a terminal that was made narrower takes away also what was wrapped', () => {
    const { shown, report, err } = view({}, true);
    shown.began(RUN, []);
    vi.advanceTimersByTime(300);
    report(1000, 1);
    err.columns = 40;
    shown.clear();
    expect(err.text().endsWith('left\r\u001B[2K\u001B[1A\u001B[2K')).toBe(true);
  });

  it('as JSON is one object a line, the run’s id in the first', () => {
    const { shown, report, err } = view({ json: true }, true);
    shown.began(RUN, []);
    vi.advanceTimersByTime(1100);
    report(500, 1);
    const lines = err
      .text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ kind: 'started', id: 'abcabcabcabc', seed: 7 });
    expect(lines[1]).toMatchObject({
      kind: 'progress',
      id: 'abcabcabcabc',
      candidates: 500,
      best: { search: 0.5, select: 0.25 },
    });
  });

  it('is silent when asked to be', () => {
    const { shown, report, err } = view({ quiet: true }, true);
    shown.began(RUN, []);
    vi.advanceTimersByTime(9000);
    report(500, 1);
    expect(err.text()).toBe('');
  });

  it('says why a run failed, also when asked to be silent', () => {
    const { shown, err } = view({ quiet: true }, false);
    shown.began(RUN, []);
    shown.ended({
      run: { ...RUN, state: 'failed' },
      ending: { kind: 'failed', reason: 'no more memory', detail: 'at x' },
    });
    expect(err.text()).toBe('run abcabcabcabc failed: no more memory\n');
  });

  it('says when a worker was lost and when a candidate is not evaluated any more', () => {
    const { shown, err } = view({}, false);
    shown.began(RUN, []);
    const end = { kind: 'crashed', signal: 'SIGSEGV' } as const;
    shown.happened(RUN, { kind: 'worker-lost', worker: 1, end, goesOnInMilliseconds: 200 });
    const candidate = { experiment: 0, island: 2, birth: 41 };
    shown.happened(RUN, { kind: 'quarantined', candidate, listing: 'def Setup():' });
    expect(err.text().split('\n').slice(1)).toEqual([
      'run abcabcabcabc: its worker was ended by SIGSEGV; another one goes on from the last saved state',
      'run abcabcabcabc: candidate 41 of island 2 has ended three workers and is not evaluated any more; show abcabcabcabc shows it',
      '',
    ]);
  });

  it('of a group says how many runs are done and solved', () => {
    const { shown, report, err } = view({}, false, 3);
    shown.began({ ...RUN, id: 'first' }, []);
    shown.began(RUN, []);
    const solved = { state: 'done', outcome: 'solved', bestSearch: 0.5, bestSelect: 1, seconds: 2 } as const;
    shown.ended({ run: { ...RUN, id: 'first', ...solved }, ending: FINISHED });
    vi.advanceTimersByTime(5100);
    report(500, 1);
    expect(err.text()).toContain(
      'run first (seed 7): solved, T_search 0.500000, T_select 1.000000, 0 candidates, 2.0 s\n',
    );
    expect(err.text()).toContain('1 of 3 runs done · 1 solved · 1 running');
  });
});
