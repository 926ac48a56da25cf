import assert from 'node:assert/strict';
import type {PersonIdentity, Person} from '../../../functions/core/config/people.ts';
import type {ApproverRule} from '../../../functions/core/config/settings.ts';
import {
  type ApproverAsked,
  approverRefusal,
  approverRule,
  isKnownPerson,
} from '../../../functions/core/guard/approvers.ts';

const people: readonly Person[] = [
  {email: 'mina@shop.example', slack: 'U0MINA', googleChat: 'users/1001'},
  {email: 'joon@shop.example', slack: 'U0JOON'},
];
const groups = new Map([['S0ONCALL', ['U0LEE']]]);
const known = {people, groups};
const rule: ApproverRule = {
  people: ['Mina@shop.example'],
  groups: ['S0ONCALL'],
  votes: 1,
  except: 'who-caused-it',
};
const slack = (user: string): PersonIdentity => ({kind: 'slack', team: 'T0', user});
const asked = (who: PersonIdentity, parts: Partial<ApproverAsked> = {}): ApproverAsked => ({
  runbook: 'r',
  project: 'p',
  answer: 'approved',
  who,
  ...parts,
});
const kindOf = (...args: Parameters<typeof approverRefusal>) => approverRefusal(...args)?.kind;

describe('who may answer a plan', () => {
  it('is one person, whichever service they come by', () => {
    const ways: readonly PersonIdentity[] = [
      slack('U0MINA'),
      {kind: 'google-chat', user: 'users/1001'},
      {kind: 'google', email: 'mina@SHOP.example'},
    ];
    for (const who of ways) assert.equal(kindOf(rule, asked(who), known), undefined);
    for (const who of [slack('U0JOON'), slack('U0MINA1'), {kind: 'unverified', name: 'mina'}]) {
      assert.equal(kindOf(rule, asked(who as PersonIdentity), known), 'no-approver');
    }
  });

  it('is a member of a group, as far as it was read who is in it', () => {
    assert.equal(kindOf(rule, asked(slack('U0LEE')), known), undefined);
    assert.equal(kindOf(rule, asked(slack('U0GONE')), known), 'no-approver');
    const unread = {people, groups: new Map<string, readonly string[]>()};
    assert.equal(kindOf(rule, asked(slack('U0LEE')), unread), 'group-unknown');
    assert.equal(
      kindOf(rule, asked({kind: 'google-chat', user: 'users/7'}), unread),
      'no-approver',
    );
  });

  it('is a member of a Google group by an e-mail, whichever service they come by', () => {
    const byGroup = {people: [], groups: ['oncall@shop.example'], votes: 1};
    const groups = new Map([['oncall@shop.example', ['mina@shop.example', 'ann@shop.example']]]);
    const read = {people, groups};
    const members: readonly PersonIdentity[] = [
      slack('U0MINA'),
      {kind: 'google-chat', user: 'users/1001'},
      {kind: 'google', email: 'Ann@shop.example'},
    ];
    for (const who of members) assert.equal(kindOf(byGroup, asked(who), read), undefined);
    // Of whom no e-mail is known, nothing is known; an id of Slack is no e-mail.
    const strangers: readonly PersonIdentity[] = [
      slack('U0JOON'),
      slack('ann@shop.example'),
      {kind: 'google-chat', user: 'users/7'},
      {kind: 'google', email: 'ann@shop.example.evil.example'},
      {kind: 'unverified', name: 'ann@shop.example'},
    ];
    for (const who of strangers) assert.equal(kindOf(byGroup, asked(who), read), 'no-approver');
    const unread = {people, groups: new Map<string, readonly string[]>()};
    assert.equal(kindOf(byGroup, asked(slack('U0MINA')), unread), 'group-unknown');
    assert.ok(isKnownPerson({kind: 'google', email: 'ann@shop.example'}, [byGroup], read));
    assert.ok(!isKnownPerson({kind: 'google', email: 'ann@shop.example'}, [byGroup], unread));
    const culprit = {culprit: 'ann@shop.example'};
    const strict = {...byGroup, except: 'who-caused-it'} as const;
    const ann = {kind: 'google', email: 'ann@shop.example'} as const;
    assert.equal(kindOf(strict, asked(ann, culprit), read), 'caused-it');
  });

  it('is not somebody who may have answered under another name, where several have to', () => {
    // By Slack alone nobody comes under two names.
    const slackOnly = {people: [], groups: ['S0ONCALL'], votes: 2};
    assert.equal(kindOf(slackOnly, asked(slack('U0LEE')), known), undefined);
    const mixed = {people: ['mina@shop.example'], groups: ['S0ONCALL'], votes: 2};
    assert.equal(kindOf(mixed, asked(slack('U0LEE')), known), 'same-person', 'no e-mail');
    assert.equal(kindOf(mixed, asked(slack('U0MINA')), known), undefined);
    const no = asked(slack('U0LEE'), {answer: 'declined'});
    assert.equal(kindOf(mixed, no, known), undefined, 'one no is enough, whoever says it');
    const both = {people: [], groups: ['S0ONCALL', 'oncall@shop.example'], votes: 2};
    assert.equal(kindOf(both, asked(slack('U0LEE')), known), 'same-person');
    assert.equal(kindOf({...both, votes: 1}, asked(slack('U0LEE')), known), undefined);
  });

  it('is not somebody who may have asked for it under another name', () => {
    const strict = {people: [], groups: ['S0ONCALL'], votes: 1, except: 'who-asked'} as const;
    const by = (asker: string) => kindOf(strict, asked(slack('U0LEE'), {asker}), known);
    assert.equal(by('stranger@shop.example'), 'same-person', 'whose id in Slack nobody knows');
    assert.equal(by('mina@shop.example'), undefined, 'who is somebody else there');
    assert.equal(by('Slack U0JOON'), undefined);
    assert.equal(by('Slack U0LEE'), 'asked-it');
    assert.equal(by('Google Chat users/7'), 'same-person');
    const mina = (asker: string) =>
      kindOf({...strict, people: ['mina@shop.example']}, asked(slack('U0MINA'), {asker}), known);
    assert.deepEqual([mina('Slack U0LEE'), mina('unverified: mina')], [undefined, 'same-person']);
  });

  it('is nobody where no rule is about it', () => {
    assert.equal(kindOf(undefined, asked(slack('U0MINA')), known), 'no-approver');
  });

  it('is not who caused it, nor whoever might have, and these may still say no', () => {
    const mine = {culprit: 'MINA@shop.example'};
    assert.equal(kindOf(rule, asked(slack('U0MINA'), mine), known), 'caused-it');
    assert.equal(kindOf(rule, asked(slack('U0LEE'), mine), known), 'caused-it', 'no e-mail');
    assert.equal(kindOf(rule, asked(slack('U0MINA'), {culprit: 'ci@x'}), known), undefined);
    const no = {...mine, answer: 'declined'} as const;
    assert.equal(kindOf(rule, asked(slack('U0MINA'), no), known), undefined);
    const {except: _nobody, ...any} = rule;
    assert.equal(kindOf(any, asked(slack('U0MINA'), mine), known), undefined);
  });

  it('is not who asked for an undo, whichever way they come, where the rule says so', () => {
    const mine = {asker: 'mina@shop.example'};
    const strict = {...rule, except: 'who-asked'} as const;
    for (const who of [slack('U0MINA'), {kind: 'google-chat', user: 'users/1001'} as const]) {
      assert.equal(kindOf(strict, asked(who, mine), known), 'asked-it');
      assert.equal(kindOf(strict, asked(who, {...mine, answer: 'declined'}), known), undefined);
      assert.equal(kindOf(rule, asked(who, mine), known), undefined);
    }
    assert.equal(kindOf(strict, asked(slack('U0LEE'), mine), known), undefined);
    const culprit = {...mine, culprit: 'joon@shop.example'};
    const both = {...rule, people: [...rule.people, 'joon@shop.example']};
    const strictest = {...both, except: 'who-asked-or-caused-it'} as const;
    assert.equal(kindOf(strictest, asked(slack('U0MINA'), culprit), known), 'asked-it');
    assert.equal(kindOf(strictest, asked(slack('U0JOON'), culprit), known), 'caused-it');
    const asking = {...both, except: 'who-asked'} as const;
    assert.equal(kindOf(asking, asked(slack('U0JOON'), culprit), known), undefined);
  });

  it('says the first rule that matches', () => {
    const rules: readonly ApproverRule[] = [
      {...rule, project: 'p', runbook: 'r', votes: 3},
      {...rule, runbook: 'r', votes: 2},
      {...rule, label: 'team=quay', votes: 4},
      rule,
    ];
    const projects = [{id: 't', number: '1', fleet: 't', labels: {team: 'quay'}}];
    const votes = (project: string, runbook: string) =>
      approverRule({approvers: rules, projects}, {project, runbook})?.votes;
    assert.deepEqual(
      [votes('p', 'r'), votes('q', 'r'), votes('q', 's'), votes('t', 's')],
      [3, 2, 1, 4],
    );
    const other = {approvers: [{...rule, project: 'p'}], projects};
    assert.equal(approverRule(other, {project: 'q', runbook: 'r'}), undefined);
  });

  it('is known where a table, a rule or a group names them', () => {
    const isKnown = (who: PersonIdentity) => isKnownPerson(who, [rule], known);
    assert.ok(isKnown(slack('U0JOON')) && isKnown(slack('U0LEE')));
    assert.ok(isKnown({kind: 'google', email: 'mina@shop.example'}));
    assert.ok(!isKnown(slack('U0GUEST')) && !isKnown({kind: 'google', email: 'x@shop.example'}));
  });
});
