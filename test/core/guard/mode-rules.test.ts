import assert from 'node:assert/strict';
import fc from 'fast-check';
import {modeFor, reachable} from '../../../functions/core/guard/mode-rules.ts';
import type {Mode, Rule, RuleMode} from '../../../functions/core/config/settings.ts';

const modes: readonly Mode[] = ['observe', 'approve', 'auto'];
const names = fc.constantFrom('a', 'b');
const rule: fc.Arbitrary<Rule> = fc.record(
  {
    runbook: names,
    project: names,
    mode: fc.constantFrom<RuleMode>('observe', 'approve', 'auto', 'exclude'),
  },
  {requiredKeys: ['mode']},
);

describe('the mode for a runbook and a project', () => {
  const rules: readonly Rule[] = [
    {runbook: 'bind', mode: 'auto'},
    {project: 'shop', mode: 'approve'},
    {runbook: 'bind', project: 'shop', mode: 'auto'},
    {mode: 'observe'},
  ];

  it('is that of the most specific rule, and says which', () => {
    const of = (runbook: string, project: string) =>
      modeFor({mode: 'auto', rules}, runbook, [project]);
    assert.deepEqual(of('bind', 'shop'), {mode: 'auto', by: 'rules[2]'});
    assert.deepEqual(of('enable', 'shop'), {mode: 'approve', by: 'rules[1]'});
    assert.deepEqual(of('bind', 'fleet'), {mode: 'auto', by: 'rules[0]'});
    assert.deepEqual(of('enable', 'fleet'), {mode: 'observe', by: 'rules[3]'});
    assert.deepEqual(modeFor({mode: 'auto'}, 'bind', ['shop']), {mode: 'auto', by: 'mode'});
  });

  it('is the most careful of all projects that a plan touches, and observe without any', () => {
    const settings = {mode: 'auto', rules} as const;
    assert.deepEqual(modeFor(settings, 'enable', ['shop', 'fleet']), {
      mode: 'observe',
      by: 'rules[3]',
    });
    assert.equal(modeFor(settings, 'bind', []).mode, 'observe');
  });

  it('is excluded wherever any rule excludes, whatever else says', () => {
    fc.assert(
      fc.property(
        fc.array(rule, {maxLength: 6}),
        fc.constantFrom(...modes),
        names,
        names,
        (all, mode, runbook, project) => {
          const excluded = all.some(
            one =>
              one.mode === 'exclude' &&
              (one.runbook ?? runbook) === runbook &&
              (one.project ?? project) === project,
          );
          const decided = modeFor({mode, rules: all}, runbook, [project]);
          assert.equal(decided.mode === 'exclude', excluded);
        },
      ),
    );
  });

  it('does not depend on the order of the rules', () => {
    fc.assert(
      fc.property(fc.array(rule, {maxLength: 6}), names, names, (all, runbook, project) => {
        const one = modeFor({mode: 'approve', rules: all}, runbook, [project]);
        const other = modeFor({mode: 'approve', rules: [...all].reverse()}, runbook, [project]);
        assert.equal(one.mode, other.mode);
      }),
    );
  });

  it('says which actions can ever be reached in a project', () => {
    const runbooks = [
      {id: 'bind', actions: ['bind-agent', 'enable-service']},
      {id: 'enable', actions: ['enable-service']},
      {id: 'tell', actions: []},
    ];
    const settings = {mode: 'observe', rules} as const;
    const inverse = (id: string) => (id === 'enable-service' ? 'disable-service' : undefined);
    assert.deepEqual(reachable(settings, runbooks, 'shop', inverse), [
      'bind-agent',
      'enable-service',
    ]);
    assert.deepEqual(reachable({mode: 'observe'}, runbooks, 'shop', inverse), []);
    const few = {mode: 'auto', actions: ['enable-service']} as const;
    assert.deepEqual(reachable(few, runbooks, 'shop', inverse), ['enable-service']);
    const back = {mode: 'auto', undo: true} as const;
    assert.deepEqual(reachable(back, runbooks, 'shop', inverse), [
      ...['bind-agent', 'disable-service', 'enable-service'],
    ]);
    assert.deepEqual(reachable({...back, ...few}, runbooks, 'shop', inverse), ['enable-service']);
    const excluded = [{project: 'shop', mode: 'exclude'}] as const;
    assert.deepEqual(reachable({mode: 'auto', rules: excluded}, runbooks, 'shop', inverse), []);
  });
});
