/**
 * Makes every plan of this folder again with Terraform: `TERRAFORM=terraform node test/guard/plans/make.ts [NAME...]`.
 * What stands in an example's folder is told in README.md.
 */
import {execFileSync} from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {format, resolveConfig} from 'prettier';

const here = import.meta.dirname;
const {TERRAFORM: terraform = 'terraform', ...environment} = process.env;
const ofTheExample = new Set(['before.tf', 'main.tf', 'plan.json', 'expected.json', 'args']);

interface PlanJson {
  timestamp?: string;
  relevant_attributes?: unknown[];
}

/** The plan without what differs from one run to the next: its time, and the order of what it read. */
async function tidied(text: string, path: string): Promise<string> {
  const plan = JSON.parse(text) as PlanJson;
  if (plan.timestamp !== undefined) plan.timestamp = '2026-01-01T00:00:00Z';
  plan.relevant_attributes?.sort((one, other) =>
    JSON.stringify(one) < JSON.stringify(other) ? -1 : 1,
  );
  return format(JSON.stringify(plan), {...(await resolveConfig(path)), filepath: path});
}

/** Plans one example in a folder of its own, so that no state and no lock file is left here. */
async function make(name: string): Promise<void> {
  const example = join(here, name);
  const work = mkdtempSync(join(tmpdir(), 'guard-plan-'));
  const run = (...args: string[]) =>
    execFileSync(terraform, [`-chdir=${work}`, ...args], {
      encoding: 'utf8',
      env: {
        ...environment,
        TF_IN_AUTOMATION: '1',
        TF_INPUT: '0',
        TF_CLI_ARGS: '-no-color',
      },
      maxBuffer: 64 << 20,
    });
  const configure = (file: string) => {
    cpSync(join(example, file), join(work, 'main.tf'));
    run('init', '-backend=false');
  };
  try {
    cpSync(join(here, 'versions.tf'), join(work, 'versions.tf'));
    for (const one of readdirSync(example)) {
      if (!ofTheExample.has(one)) cpSync(join(example, one), join(work, one), {recursive: true});
    }
    if (existsSync(join(example, 'before.tf'))) {
      configure('before.tf');
      run('apply', '-auto-approve');
    }
    configure('main.tf');
    const args = join(example, 'args');
    const more = existsSync(args) ? readFileSync(args, 'utf8').trim().split('\n') : [];
    run('plan', '-out=plan', ...more);
    const path = join(example, 'plan.json');
    writeFileSync(path, await tidied(run('show', '-json', 'plan'), path));
  } finally {
    rmSync(work, {recursive: true});
  }
}

const wanted = process.argv.slice(2);
const examples = readdirSync(here, {withFileTypes: true})
  .filter(one => one.isDirectory())
  .map(one => one.name);
for (const name of wanted.length > 0 ? wanted : examples) {
  await make(name);
  process.stdout.write(`${name}\n`);
}
