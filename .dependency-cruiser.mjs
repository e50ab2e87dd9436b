/** Arrows point down only: each folder lists what it may import beside itself. */
const MAY_IMPORT = {
  'native-worker/numerics': [],
  'native-worker/algorithm': ['native-worker/numerics'],
  'native-worker/spec': ['native-worker/algorithm', 'native-worker/numerics'],
  'native-worker/tasks': ['native-worker/spec', 'native-worker/algorithm', 'native-worker/numerics'],
  'native-worker/evaluator': ['native-worker/tasks', 'native-worker/algorithm', 'native-worker/numerics'],
  'native-worker/kernel-evaluator': [
    'native-worker/evaluator',
    'native-worker/tasks',
    'native-worker/algorithm',
    'native-worker/numerics',
  ],
  'native-worker/search': [
    'native-worker/evaluator',
    'native-worker/tasks',
    'native-worker/spec',
    'native-worker/algorithm',
    'native-worker/numerics',
  ],
  'native-worker/tiers': [
    'native-worker/kernel-evaluator',
    'native-worker/search',
    'native-worker/evaluator',
    'native-worker/tasks',
    'native-worker/spec',
    'native-worker/algorithm',
    'native-worker/numerics',
  ],
  'native-worker/export': ['native-worker/algorithm', 'native-worker/numerics'],
  'native-worker/export/phylogeny': [
    'native-worker/search',
    'native-worker/spec',
    'native-worker/algorithm',
    'native-worker/numerics',
  ],
  'native-worker/data-files': [
    'native-worker/tasks',
    'native-worker/spec',
    'native-worker/algorithm',
    'native-worker/numerics',
  ],
  'native-worker': ['native-worker'],
  'electron/history': ['native-worker'],
  'electron/workers': ['native-worker'],
  'electron/workbench': ['electron/history', 'electron/workers', 'native-worker'],
  'electron/command-line': ['electron/workbench', 'native-worker'],
};

/** Folders that run anywhere: neither Node nor DOM. */
const PURE = [
  'native-worker/numerics',
  'native-worker/algorithm',
  'native-worker/spec',
  'native-worker/tasks',
  'native-worker/evaluator',
  'native-worker/kernel-evaluator',
  'native-worker/search',
  'native-worker/export',
];

const inside = (folder) => `^${folder}/`;
const nested = Object.keys(MAY_IMPORT);

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
      name: `${folder.replaceAll('/', '-')}-imports-downwards`,
      severity: 'error',
      from: {
        path: inside(folder),
        pathNot: nested.filter((other) => other.startsWith(`${folder}/`)).map(inside),
      },
      to: {
        path: '^(native-worker|electron|renderer|test)/',
        pathNot: [folder, ...allowed].map(inside),
      },
    })),
    {
      name: 'engine-is-pure',
      comment: 'The engine runs in a worker, a window or a test alike: it imports neither Node nor Electron.',
      severity: 'error',
      from: { path: PURE.map(inside) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-main-imports-electron',
      severity: 'error',
      from: { pathNot: '^electron/(main|preload)/' },
      to: { path: 'node_modules/electron/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
