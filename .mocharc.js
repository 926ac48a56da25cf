import {availableParallelism} from 'node:os';

export default {
  extension: ['test.ts'],
  recursive: true,
  ignore: ['test/browser/**', 'test/clients/**', 'test/emulators/**', 'test/guides/**'],
  require: ['./test/support/http.ts'],
  // `--no-parallel` runs all files in one process.
  parallel: true,
  jobs: availableParallelism(),
  'forbid-only': true,
  'forbid-pending': true,
  'check-leaks': true,
  global: [
    '__zod_globalConfig',
    '__zod_globalRegistry',
    'instrumentationAdded',
    'shouldSkipInstrumentationCheck',
  ],
  // Nothing here takes so long; a machine with more to do takes its turn.
  timeout: 30_000,
};
