import {defineConfig, globalIgnores} from 'eslint/config';
import tseslint from 'typescript-eslint';
import {coreOnly, coreWaitsForNothing, judgeApart, layer, rooms} from './tools/lint/fences.js';
import {opaquePhrase} from './tools/lint/opaque-phrase.js';

const sdk = '^(googleapis|google-auth-library|@google-cloud/(?!functions-framework$)|gaxios)';
const everySdk = {
  regex: `${sdk}|^node:sqlite$`,
  message: 'Only functions/adapters talks to the outside; take a port instead.',
};
const wholeGoogleapis = {
  regex: '^googleapis$',
  message:
    'The whole of googleapis costs a second of start-up: import googleapis/build/src/apis/<api>/<version>.js.',
};

/** The rooms of core and of the engine, from the ground up. */
const coreRooms = [
  'lib',
  'texts',
  'detection',
  'facts',
  'planned',
  'config',
  'incident',
  'ports',
  'poll',
  'inbox',
  'contract',
  'guard',
  'looks',
  'intake',
  'report',
  'audit',
  'lifecycle',
  'announcement',
  'interaction',
];
const engineRooms = [
  'lib',
  'correlate',
  'intake',
  'announce',
  'remediate',
  'poll',
  'stops',
  'review',
  'operate',
  'hindsight',
];
const engineOnly = {
  regex: '/(plan|adapters|pages|console|wiring|cli|sandbox)/',
  message: 'The engine drives ports; adapters are handed to it.',
};
const ownEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in functions/adapters/env.ts only.',
};

export default defineConfig(
  globalIgnores([
    'coverage',
    'dist',
    '**/.terraform',
    'infra/tests/bundle',
    'bin',
    '.mocharc.js',
    'eslint.config.js',
    'tools/lint/*.js',
  ]),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}}},
  {
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', {ignoreRestSiblings: true}],
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true}],
      '@typescript-eslint/no-restricted-imports': ['error', {patterns: [wholeGoogleapis]}],
    },
  },
  {
    files: ['functions/**', 'sandbox/**'],
    ignores: ['functions/adapters/clock.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {object: 'Date', property: 'now', message: 'Time is an argument: use the Clock port.'},
        {object: 'Math', property: 'random', message: 'Randomness is an argument.'},
      ],
    },
  },
  {
    files: ['functions/**', 'sandbox/**'],
    ignores: ['functions/adapters/env.ts'],
    rules: {
      'no-restricted-syntax': ['error', ownEnvironment],
    },
  },
  {
    files: ['functions/core/**'],
    // They hand on what others wait for, and read nothing themselves.
    ignores: ['functions/core/lib/promises.ts', 'functions/core/contract/action.ts'],
    rules: {'no-restricted-syntax': ['error', ownEnvironment, ...coreWaitsForNothing]},
  },
  {
    files: ['functions/**'],
    // What makes phrases and what renders them.
    ignores: ['functions/core/**/phrase.ts', 'functions/adapters/chat/**', 'functions/cli/**'],
    plugins: {local: {rules: {'opaque-phrase': opaquePhrase}}},
    rules: {'local/opaque-phrase': 'error'},
  },
  layer(['functions/core/**'], coreOnly(coreRooms)),
  ...rooms('functions/core', coreRooms, coreOnly(coreRooms)),
  layer(['functions/filter/**'], {
    regex: '^(?!\\./|\\.\\./core/|re2js$)',
    message: 'filter imports only core and the RE2 library.',
  }),
  layer(['functions/plan/**'], {
    regex: '^(?!\\./|(?:\\.\\./)+core/|\\.\\./[a-z-]+\\.ts$|\\.\\./(?:terraform|manifests)/|yaml$)',
    message:
      'plan reads plans and judges them by what it is handed: it imports core, itself and the YAML library.',
  }),
  layer(
    ['functions/mesh/**'],
    {
      regex: '/(plan|actions|runbooks|engine|adapters|wiring|cli|sandbox)/',
      message:
        'mesh is knowledge that runbooks and actions share: it imports core and filter only.',
    },
    everySdk,
  ),
  layer(
    ['functions/actions/**'],
    {
      regex: '/(plan|runbooks|engine|adapters|wiring|cli|sandbox)/',
      message: 'An action imports core, filter, mesh and its own folder only.',
    },
    everySdk,
  ),
  layer(
    ['functions/runbooks/**'],
    {
      regex: '/(plan|engine|adapters|wiring|cli|sandbox)/',
      message: 'A runbook imports core, filter, mesh, its own folder and what runbooks share.',
    },
    {
      regex: '/actions/(?![a-z-]+/params\\.ts$)',
      message:
        "A diagnosis says what is to be done by an action's params.ts; how it is done is the engine's to ask.",
    },
    everySdk,
  ),
  layer(['functions/engine/**'], engineOnly, everySdk),
  ...rooms('functions/engine', engineRooms, engineOnly, everySdk),
  layer(
    ['functions/adapters/**'],
    {
      regex: '/(plan|filter|mesh|actions|runbooks|engine|pages|console|wiring|cli|sandbox)/',
      message: 'An adapter imports core and other adapters only.',
    },
    wholeGoogleapis,
  ),
  layer(
    ['functions/pages/**'],
    {
      regex:
        '^(?!\\./).*/(filter|mesh|actions|runbooks|engine|adapters|console|wiring|cli|sandbox)/',
      message: 'A page is made from facts of core; who shows it hands in what speaks its language.',
    },
    everySdk,
  ),
  layer(
    ['functions/console/**'],
    {
      regex: '/(filter|mesh|actions|runbooks|wiring|cli|sandbox)/',
      message: 'The console shows what is stored: it reads stores and hands answers on.',
    },
    {
      regex:
        '/engine/(correlate|intake|announce|remediate|poll)/|/engine/operate/(answer-command|answer-plan|acknowledge|pause|silence|stop-by-person|say|interact|sweep|restart|periodic)\\.ts$',
      message:
        'The console writes nothing: whoever starts it hands in what takes an answer (ConsoleDeps.answer).',
    },
    {
      regex: '/adapters/(store|config|pubsub|google/(?!client/iap-identity\\.ts$))',
      message: 'The console is handed its stores, and what checks who looks.',
    },
    everySdk,
  ),
  layer(
    ['functions/wiring/**'],
    {
      regex: '/(cli|sandbox)/',
      message: 'wiring joins adapters and engine; the CLI and the sandbox sit above it.',
    },
    everySdk,
  ),
  layer(
    ['functions/*.ts'],
    {regex: '/(cli|sandbox)/', message: 'A deployable imports wiring and what is below it.'},
    everySdk,
  ),
  layer(['functions/cli/**'], everySdk),
  layer(
    ['sandbox/**'],
    {
      regex: '/functions/(?!core/)',
      message: "The sandbox imports nothing of functions/ but core's types.",
    },
    // Its answers are checked against Google's own types, which cost nothing at run time.
    {...everySdk, allowTypeImports: true},
  ),
  layer(['test/simulation/judge/**'], judgeApart),
);
