import path from 'node:path';
import { expect, it } from 'vitest';
import { historyPath } from '../../electron/history/default-path.ts';

const linux = { platform: 'linux', environment: {}, home: '/home/ada' } as const;

it('lies in the local data folder of the platform', () => {
  expect(historyPath(undefined, linux)).toBe(
    path.join('/home/ada', '.local', 'share', 'automl-zero-workbench', 'history.sqlite'),
  );
  expect(historyPath(undefined, { ...linux, environment: { XDG_DATA_HOME: '/data' } })).toBe(
    path.join('/data', 'automl-zero-workbench', 'history.sqlite'),
  );
  expect(historyPath(undefined, { ...linux, environment: { XDG_DATA_HOME: 'relative' } })).toContain(
    path.join('/home/ada', '.local'),
  );
  expect(historyPath(undefined, { ...linux, platform: 'darwin' })).toBe(
    path.join('/home/ada', 'Library', 'Application Support', 'automl-zero-workbench', 'history.sqlite'),
  );
  expect(historyPath(undefined, { ...linux, platform: 'win32', environment: { LOCALAPPDATA: '/local' } })).toBe(
    path.join('/local', 'automl-zero-workbench', 'history.sqlite'),
  );
});

it('is where the environment says, and above all where the user says', () => {
  const surroundings = { ...linux, environment: { AUTOML_ZERO_HISTORY: '/mine/h.sqlite' } };
  expect(historyPath(undefined, surroundings)).toBe(path.resolve('/mine/h.sqlite'));
  expect(historyPath('/other/h.sqlite', surroundings)).toBe(path.resolve('/other/h.sqlite'));
});
