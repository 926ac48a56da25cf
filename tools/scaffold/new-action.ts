import {actionFiles} from './action-files.ts';
import {camel, generate, register, run, save} from './scaffold.ts';

// `npm run new:action NAME`: writes an action that keeps the contract, with its test, and registers it.
const actions = 'functions/actions/index.ts';

await generate('new:action', places, write);

function places(id: string): readonly string[] {
  return [`functions/actions/${id}`, `test/actions/${id}`];
}

async function write(id: string): Promise<void> {
  const files = actionFiles(id);
  for (const one of files) await save(one);
  await register(actions, 'export const actions', camel(id), `./${id}/action.ts`);
  run(['tools/docs/main.ts', '--no-pictures']);

  process.stdout.write(
    [
      'Wrote',
      ...files.map(one => `  ${one.path}`),
      `Registered it in ${actions}. Made anew: docs/.`,
      "Next: replace every 'REPLACE' in these files, in the order of docs/add-an-action.md.",
      '',
    ].join('\n'),
  );
}
