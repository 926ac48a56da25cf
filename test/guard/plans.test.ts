import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isObject, listAt, textAt} from '../../functions/core/lib/json.ts';
import {root} from '../support/child.ts';
import {command} from '../support/command.ts';

/*
 * Real plans, made by Terraform with the schemas of hashicorp/google: one folder for each danger and for each
 * change that looks like one and is none, with what the guard has to say of it.
 */

const folder = join(root, 'test/guard/plans');
const configuration = join(folder, 'responder.json');
const names = readdirSync(folder).filter(one => existsSync(join(folder, one, 'expected.json')));

interface Wanted {
  readonly dangers: readonly string[];
  readonly unknown: readonly string[];
  /** Dangers that a careful guard may name as well. */
  readonly allowed: readonly string[];
}

function wantedOf(expected: unknown): Wanted {
  return {
    dangers: dangersOf(listAt(expected, 'dangers')),
    unknown: addressesOf(listAt(expected, 'unknown')),
    allowed: dangersOf(listAt(expected, 'allowed')),
  };
}

function dangersOf(list: readonly unknown[]): readonly string[] {
  return list.map(one => `${textAt(one, 'runbook') ?? ''} ${textAt(one, 'address') ?? ''}`).sort();
}

function addressesOf(list: readonly unknown[]): readonly string[] {
  return list.map(one => textAt(one, 'address') ?? '').sort();
}

async function assertJudged(name: string, expected: unknown, args: readonly string[]) {
  const plan = join(folder, name, 'plan.json');
  const wanted = wantedOf(expected);
  const {exit, stderr, lines, stdout} = await command(['guard', '--format', 'json', ...args, plan]);
  const said = lines();
  const dangers = said.filter(one => textAt(one, 'kind') === 'danger');
  const found = dangersOf(dangers).filter(
    one => wanted.dangers.includes(one) || !wanted.allowed.includes(one),
  );
  assert.deepEqual(found, wanted.dangers, stderr);
  const unknown = said.filter(one => textAt(one, 'kind') === 'unknown');
  assert.deepEqual(addressesOf(unknown), wanted.unknown);
  for (const one of dangers) {
    for (const field of ['why', 'remedy']) assert.ok((textAt(one, field) ?? '').length > 20, field);
  }
  assert.equal(exit, dangers.length > 0 ? 3 : 0);
  const secrets = listAt(expected, 'mustNotPrint');
  for (const format of ['text', 'sarif', 'github']) {
    const shown = await command(['guard', '--format', format, ...args, plan]);
    assert.equal(shown.exit, exit);
    for (const secret of secrets)
      assert.ok(!`${stdout}${shown.stdout}${shown.stderr}`.includes(String(secret)));
  }
}

describe('plans that Terraform made', () => {
  it('are there: dangers, neighbours that are none, and unknown ones', () => {
    assert.ok(names.filter(one => one.startsWith('near-')).length >= 20);
    assert.ok(names.filter(one => one.startsWith('unknown-')).length >= 5);
    assert.ok(names.length >= 100);
  });

  for (const name of names) {
    it(name, async () => {
      const expected: unknown = JSON.parse(
        readFileSync(join(folder, name, 'expected.json'), 'utf8'),
      );
      await assertJudged(name, expected, ['--config', configuration]);
      const without = isObject(expected) ? expected['withoutConfig'] : undefined;
      if (without !== undefined) await assertJudged(name, without, []);
    });
  }
});
