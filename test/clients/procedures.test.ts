import assert from 'node:assert/strict';
import {type Procedure, procedures, steps, undoOf} from './procedures.ts';
import {byHand, filled, pages} from './shown.ts';
import {type Stage, staged, witnessed} from './stage.ts';
import {troubles} from './troubles.ts';

/** Words that stand for something. */
const placeholder =
  /(?<![\w.$])(\w+_)?(PROJECT|FLEET|CLUSTER|MEMBERSHIP|LOCATION|NAMESPACE|KIND|NAME|NUMBER|POOL|TOPIC|REVISION)(?![\w:])/;

async function carryOut(procedure: Procedure, stage: Stage): Promise<void> {
  const {sandbox, succeeds} = stage;
  procedure.before?.(stage);
  const help = procedure.editor === undefined ? {} : {editor: procedure.editor};
  if (!procedure.looks) assert.notDeepEqual(troubles(sandbox), [], 'nothing is wrong at the start');
  for (const command of steps(procedure)) {
    assert.doesNotMatch(command, placeholder, 'a word is not filled in');
    await succeeds(command, help);
  }
  await procedure.after?.(stage);
  if (procedure.runbook !== 'webhook-call-failure') assert.deepEqual(troubles(sandbox), []);
  const undo = undoOf(procedure);
  if (undo === undefined) return;
  await succeeds(filled(undo, procedure.values));
  assert.notDeepEqual(troubles(sandbox), [], `${undo} took nothing back`);
}

witnessed('the manual procedure of each runbook repairs by itself', [
  ...procedures.map(procedure => ({
    name: `${procedure.runbook} in ${procedure.scenario}`,
    work: () =>
      staged(procedure.scenario, stage => carryOut(procedure, stage), procedure.changeSeconds),
  })),
  {
    name: 'and each is shown, in both languages the same',
    work: () => {
      const shown = [...new Set(procedures.map(one => one.runbook))];
      assert.deepEqual(shown.sort(), pages());
      for (const one of shown) assert.deepEqual(byHand(one, '## 직접 해결하기'), byHand(one));
      return Promise.resolve();
    },
  },
]);
