import assert from 'node:assert/strict';
import fc from 'fast-check';
import {modeFor, reachable} from '../../../functions/core/guard/mode-rules.ts';
import {isInScope} from '../../../functions/core/config/project-scope.ts';
import type {Mode, Project, Rule, RuleMode} from '../../../functions/core/config/settings.ts';

const modes: readonly Mode[] = ['observe', 'approve', 'auto'];
const names = fc.constantFrom('a', 'b');
const projects: readonly Project[] = [
  {id: 'a', number: '1', fleet: 'a', folders: ['20', '10'], labels: {env: 'prod'}},
  {id: 'b', number: '2', fleet: 'b', folders: ['10']},
];
const rule: fc.Arbitrary<Rule> = fc.record(
  {
    runbook: names,
    project: names,
    folder: fc.constantFrom('10', '20'),
    label: fc.constant('env=prod'),
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
      modeFor({mode: 'auto', rules, projects}, runbook, [project]);
    assert.deepEqual(of('bind', 'shop'), {mode: 'auto', by: 'rules[2]'});
    assert.deepEqual(of('enable', 'shop'), {mode: 'approve', by: 'rules[1]'});
    assert.deepEqual(of('bind', 'fleet'), {mode: 'auto', by: 'rules[0]'});
    assert.deepEqual(of('enable', 'fleet'), {mode: 'observe', by: 'rules[3]'});
    assert.deepEqual(modeFor({mode: 'auto', projects}, 'bind', ['shop']), {
      mode: 'auto',
      by: 'mode',
    });
  });

  it('names a project before a label, a label before a folder, a folder before a runbook', () => {
    const of = (all: readonly Rule[]) =>
      modeFor({mode: 'observe', rules: all, projects}, 'bind', ['a']).by;
    const [byRunbook, byFolder, byLabel, byProject]: readonly Rule[] = [
      {runbook: 'bind', mode: 'auto'},
      {folder: '10', mode: 'auto'},
      {label: 'env=prod', mode: 'auto'},
      {project: 'a', mode: 'auto'},
    ];
    assert.ok(byRunbook && byFolder && byLabel && byProject);
    assert.equal(of([byRunbook, byFolder]), 'rules[1]');
    assert.equal(of([byFolder, byLabel, {...byFolder, runbook: 'bind'}]), 'rules[1]');
    assert.equal(of([byProject, {...byLabel, folder: '20', runbook: 'bind'}]), 'rules[0]');
    assert.equal(of([{folder: '30', mode: 'auto'}]), 'mode', 'it does not lie there');
  });

  it('is the most careful of all projects that a plan touches, and observe without any', () => {
    const settings = {mode: 'auto', rules, projects} as const;
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
              isInScope(
                one,
                project,
                projects.find(({id}) => id === project),
              ),
          );
          const decided = modeFor({mode, rules: all, projects}, runbook, [project]);
          assert.equal(decided.mode === 'exclude', excluded);
        },
      ),
    );
  });

  it('does not depend on the order of the rules', () => {
    fc.assert(
      fc.property(fc.array(rule, {maxLength: 6}), names, names, (all, runbook, project) => {
        const one = modeFor({mode: 'approve', rules: all, projects}, runbook, [project]);
        const other = modeFor({mode: 'approve', rules: [...all].reverse(), projects}, runbook, [
          project,
        ]);
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
    const settings = {mode: 'observe', rules, projects} as const;
    const inverse = (id: string) => (id === 'enable-service' ? 'disable-service' : undefined);
    assert.deepEqual(reachable(settings, runbooks, 'shop', inverse), [
      'bind-agent',
      'enable-service',
    ]);
    assert.deepEqual(reachable({mode: 'observe', projects}, runbooks, 'shop', inverse), []);
    const few = {mode: 'auto', projects, actions: ['enable-service']} as const;
    assert.deepEqual(reachable(few, runbooks, 'shop', inverse), ['enable-service']);
    const back = {mode: 'auto', projects, undo: true} as const;
    assert.deepEqual(reachable(back, runbooks, 'shop', inverse), [
      ...['bind-agent', 'disable-service', 'enable-service'],
    ]);
    assert.deepEqual(reachable({...back, ...few}, runbooks, 'shop', inverse), ['enable-service']);
    const excluded = [{project: 'shop', mode: 'exclude'}] as const;
    assert.deepEqual(
      reachable({mode: 'auto', projects, rules: excluded}, runbooks, 'shop', inverse),
      [],
    );
  });
});
