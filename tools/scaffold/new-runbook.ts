import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {camel, edit, generate, json, register, run, save} from './scaffold.ts';
import {privateRunbookFiles} from './private-runbook-files.ts';
import {runbookFiles} from './runbook-files.ts';

// `npm run new:runbook NAME`: writes a runbook that keeps the contract, with its test and its scenario,
// registers both, and writes anew what is made of them. With `--out FOLDER` it writes a private one there.
const [runbooks, scenarios] = ['functions/runbooks/index.ts', 'sandbox/scenarios.ts'];
const causes = 'functions/runbooks/causes.json';
const recorded = ['test/e2e/requests.test.ts', 'test/infra/drift.test.ts'];

const {values, positionals} = parseArgs({
  options: {out: {type: 'string'}},
  allowPositionals: true,
});
const out = values.out === undefined ? undefined : resolve(values.out);

if (out === undefined) await generate('new:runbook', places, write, positionals);
else await generate('new:runbook', id => [join(out, id)], writePrivate(out), positionals);

function places(id: string): readonly string[] {
  return [
    `functions/runbooks/${id}`,
    `test/runbooks/${id}`,
    ...['', 'combined/'].map(folder => `sandbox/scenarios/${folder}${id}.ts`),
  ];
}

async function write(id: string): Promise<void> {
  const files = runbookFiles(id);
  for (const one of files) await save(one);
  await register(runbooks, 'export const runbooks', camel(id), `./${id}/runbook.ts`);
  await register(scenarios, 'export const scenarios', camel(id), `./scenarios/${id}.ts`);
  await edit(causes, text => {
    const graph = Object.entries({...(JSON.parse(text) as object), [id]: []});
    return json(Object.fromEntries(graph.sort(([one], [other]) => (one < other ? -1 : 1))));
  });

  run(['tools/docs/main.ts', '--no-pictures']);
  // What this one makes: whatever else would be recorded anew stays for a person to read.
  const own = `scenario ${id}$|filters and the classification print|agree on the filters`;
  run(['node_modules/mocha/bin/mocha.js', ...recorded, '-g', own], {UPDATE_REQUESTS: '1'});

  process.stdout.write(
    [
      'Wrote',
      ...files.map(one => `  ${one.path}`),
      `Registered it in ${runbooks}, ${causes} and ${scenarios}.`,
      'Made anew: docs/, test/e2e/requests/ and infra/tests/expected/filters.jsonl.',
      "Next: replace every 'REPLACE' in these files, in the order of docs/add-a-runbook.md.",
      '',
    ].join('\n'),
  );
}

function writePrivate(folder: string) {
  return async (id: string): Promise<void> => {
    const files = privateRunbookFiles(id, join(folder, id));
    for (const one of files) await save(one);
    process.stdout.write(
      [
        'Wrote',
        ...files.map(one => `  ${one.path}`),
        "Next: replace every 'REPLACE' in these files, as docs/private-runbooks.md says.",
        '',
      ].join('\n'),
    );
  };
}
