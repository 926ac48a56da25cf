import {allowList} from './allow-list.ts';
import {command} from './command.ts';
import {filters} from './filters.ts';
import {fleet} from './fleet.ts';
import {flood} from './flood.ts';
import {recognise} from './recognise.ts';
import {type Stage, stage} from './stage.ts';
import {start} from './start.ts';
import {sweep} from './sweep.ts';
import {storm} from './storm.ts';

/** Each measurement by name. */
const all: Readonly<Record<string, (stage: Stage) => string | Promise<string>>> = {
  recognise,
  filters,
  start,
  flood,
  storm,
  command,
  sweep,
  fleet,
  'allow-list': allowList,
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(all);
const unknown = names.find(name => !Object.hasOwn(all, name));
if (unknown === undefined) {
  const made = await stage();
  try {
    for (const name of names) process.stdout.write(`${(await all[name]?.(made)) ?? ''}\n`);
  } finally {
    await made.remove();
  }
} else {
  process.stderr.write(
    `there is no "${unknown}"; npm run bench [-- ${Object.keys(all).join(' ')}]\n`,
  );
  process.exitCode = 2;
}
