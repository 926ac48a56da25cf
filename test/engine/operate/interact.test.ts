import assert from 'node:assert/strict';
import type {PersonIdentity} from '../../../functions/core/config/people.ts';
import type {ApproverRule} from '../../../functions/core/config/settings.ts';
import {pauseMark} from '../../../functions/core/guard/pause.ts';
import {silencesMark} from '../../../functions/core/guard/silence.ts';
import type {Dialog, GivenFields} from '../../../functions/core/interaction/dialog.ts';
import type {Press} from '../../../functions/core/interaction/press.ts';
import {questionMark} from '../../../functions/core/interaction/question.ts';
import {StoreError} from '../../../functions/core/lib/error.ts';
import {listAt, textAt} from '../../../functions/core/lib/json.ts';
import type {Verb} from '../../../functions/core/incident/verb.ts';
import {groupMark, groupValue} from '../../../functions/engine/lib/known-people.ts';
import {answerQuestion} from '../../../functions/engine/operate/answer-question.ts';
import {commandDialog, interact} from '../../../functions/engine/operate/interact.ts';
import {pauseAll} from '../../../functions/engine/stops/pause.ts';
import {readGroups} from '../../../functions/engine/operate/read-groups.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {speakAll} from '../../../functions/wiring/translations.ts';
import {opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, callError, fleet, rig, type Rig, shop} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const mina = {kind: 'slack', team: 'T0SHOP', user: 'U0MINA'} as const;
const joon = {kind: 'google-chat', user: 'users/1002'} as const;
const guest: PersonIdentity = {kind: 'slack', team: 'T0OTHER', user: 'U0MINA'};
const people = [
  {email: 'mina@shop.example', slack: 'U0MINA'},
  {email: 'joon@shop.example', googleChat: 'users/1002'},
];
const anybody: ApproverRule = {
  people: people.map(one => one.email),
  votes: 1,
};

describe('a click', () => {
  let here: Rig;
  let id: string;
  async function begin(
    approvers: readonly ApproverRule[] = [anybody],
    before?: () => void,
  ): Promise<void> {
    here = await rig('approve', {
      settings: {
        projects: [fleet, shop],
        mode: 'approve',
        locale: 'en',
        chat: {},
        store: {},
        people,
        approvers,
        undo: true,
        interact: {
          url: 'https://interact.shop.example',
          clients: [],
          slack: {team: 'T0SHOP', signingSecrets: []},
        },
      },
    });
    before?.();
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
  }

  /** A button of the newest message, as it stands there. */
  function button(verb: Verb): Press {
    const buttons = here.chat.messages.findLast(one => one.incident === id)?.buttons;
    assert.ok(buttons?.verbs.includes(verb) === true, `a button ${verb}`);
    const token = verb === 'approve' || verb === 'decline' ? buttons.question : '';
    return {verb, incident: id, run: buttons.run, token};
  }
  const verbsNow = () => here.chat.messages.findLast(one => one.incident === id)?.buttons?.verbs;
  const press = (given: Press, who: PersonIdentity = mina): Promise<Dialog> =>
    interact(here.deps, {interaction: {kind: 'pressed', press: given}, who});
  const submit = (
    given: Press | undefined,
    who: PersonIdentity = mina,
    fields: GivenFields = {},
  ) => {
    assert.ok(given !== undefined);
    return interact(here.deps, {interaction: {kind: 'submitted', press: given, fields}, who});
  };
  const speak = speakAll('en');
  const said = (dialog: Dialog) => dialog.sentences.map(one => speak(one)).join(' ');
  const title = (dialog: Dialog) => speak(dialog.title);
  const writes = () => here.world.writes.length;

  describe('that answers a plan', () => {
    it('shows the plan, is written down, and is carried out once live state was looked at', async () => {
      await begin();
      const dialog = await press(button('approve'));
      assert.match(said(dialog), /only if it is still the same/);
      assert.equal(dialog.steps.length, 1);
      assert.equal(dialog.risks.length, 1);
      assert.equal(writes(), 0);
      const done = await submit(dialog.submit?.press);
      assert.match(said(done), /^Approved by mina@shop\.example/);
      assert.equal(writes(), 0, 'nothing is changed by a click itself');
      await runUntilSettled(here.deps);
      assert.equal(writes(), 1);
      assert.equal((await stored(here.deps, id)).state, 'resolved');
      assert.deepEqual(verbsNow(), ['undo', 'explain'], 'what is decided has no button');
    });

    it('as a no is told, and the plan is never carried out', async () => {
      await begin();
      const dialog = await press(button('decline'), joon);
      assert.match(said(await submit(dialog.submit?.press, joon)), /^Declined by joon@shop/);
      await runUntilSettled(here.deps);
      assert.equal(writes(), 0);
      assert.match(said(await press(button('explain'))), /joon@shop\.example/);
    });

    it('counts once, however often and by whomever it is made', async () => {
      await begin();
      const yes = button('approve');
      const answers = await Promise.all([mina, joon, mina, joon].map(who => submit(yes, who)));
      assert.ok(answers.some(one => title(one) === 'Done'));
      await runUntilSettled(here.deps);
      assert.equal(writes(), 1);
      here.clock.advance(24 * 60 * minute);
      assert.match(said(await submit(yes)), /not asked about any more/);
      assert.match(said(await press(yes)), /not asked about any more/);
      await runUntilSettled(here.deps);
      assert.equal(writes(), 1);
    });

    it('is refused once the same plan is asked about anew', async () => {
      await begin();
      const old = button('approve');
      await submit(old);
      here.world.enable(fleet.id);
      await runUntilSettled(here.deps);
      here.clock.advance(minute);
      here.world.disable(fleet.id);
      ({id} = await opened(here.deps, gatewayEntry({at: here.clock.now()})));
      await runUntilSettled(here.deps);
      assert.notEqual(button('approve').token, old.token);
      assert.match(said(await submit(old)), /not asked about any more/);
      await runUntilSettled(here.deps);
      assert.equal(writes(), 0);
    });

    it('with a token that nobody gave changes nothing', async () => {
      await begin();
      for (const token of ['', '0'.repeat(32), button('approve').token.replace(/./, 'f')]) {
        const forged = {...button('approve'), token};
        assert.match(said(await submit(forged)), /not asked about any more/);
      }
      assert.match(said(await submit({...button('approve'), run: 7})), /not asked about any more/);
      await runUntilSettled(here.deps);
      assert.equal(writes(), 0);
    });

    it('of somebody who may not, or of another workspace, changes nothing and says so', async () => {
      await begin([{...anybody, people: ['joon@shop.example']}]);
      assert.match(said(await press(button('approve'))), /mina@shop\.example may not answer plans/);
      assert.match(said(await submit(button('approve'))), /may not answer plans/);
      assert.match(said(await submit(button('approve'), guest)), /own workspace/);
      await runUntilSettled(here.deps);
      assert.equal(writes(), 0);
      assert.ok(here.log.lines.some(line => line === 'warn: a click changed nothing'));
    });

    it('needs two people where the settings ask for two, and one person is one', async () => {
      await begin([{...anybody, votes: 2}]);
      const yes = button('approve');
      assert.match(said(await submit(yes)), /counts, 1 of 2/);
      assert.match(said(await submit(yes)), /counts, 1 of 2/);
      const sameByMail: PersonIdentity = {kind: 'google', email: 'mina@shop.example'};
      const to = {kind: 'plan', hash: (await stored(here.deps, id)).work.plan?.hash ?? ''} as const;
      const again = await answerQuestion(here.deps, id, {answer: 'approved', who: sameByMail, to});
      assert.deepEqual(again, {kind: 'counted', have: 1, votes: 2});
      await runUntilSettled(here.deps);
      assert.equal(writes(), 0);
      const shown = here.chat.messages.findLast(one => one.incident === id);
      assert.match(
        (shown?.sentences ?? []).map(one => speak(one)).join(' '),
        /Approved by mina@shop\.example \(1 of 2\): somebody else has to approve as well/,
      );
      assert.match(said(await press(yes, joon)), /2 people have to approve; 1 has so far/);
      assert.match(said(await submit(yes, joon)), /^Approved/);
      await runUntilSettled(here.deps);
      assert.equal(writes(), 1);
      const {approval} = (await stored(here.deps, id)).work;
      assert.equal(approval?.by, 'mina@shop.example, joon@shop.example');
    });

    it('of two people at the same moment is carried out once', async () => {
      await begin([{...anybody, votes: 2}]);
      const yes = button('approve');
      await Promise.all([submit(yes), submit(yes, joon), submit(yes), submit(yes, joon)]);
      await runUntilSettled(here.deps);
      assert.equal(writes(), 1);
    });

    it('does not count with a yes of half an hour ago', async () => {
      await begin([{...anybody, votes: 2}]);
      const yes = button('approve');
      await submit(yes);
      here.clock.advance(31 * minute);
      assert.match(said(await submit(yes, joon)), /counts, 1 of 2/);
    });

    it('is held by a pause, and says so before', async () => {
      await begin();
      const at = here.clock.now();
      await pauseAll(here.deps, {reason: 'freeze', by: 'lee', at});
      const dialog = await press(button('approve'));
      assert.match(said(dialog), /paused by lee \(freeze\)/);
      await submit(dialog.submit?.press);
      await runUntilSettled(here.deps);
      assert.equal(writes(), 0);
    });

    it('is asked without buttons where the store does not take the question', async () => {
      await begin([anybody], () => {
        const {guardStore} = here.deps;
        const write = guardStore.setMark.bind(guardStore);
        guardStore.setMark = mark =>
          mark.name.startsWith(questionMark(''))
            ? Promise.reject(new StoreError('away'))
            : write(mark);
      });
      assert.deepEqual(verbsNow(), ['acknowledge', 'silence', 'pause', 'explain']);
      assert.ok(here.log.lines.includes('warn: a plan is asked about without buttons'));
    });

    it('that cannot be written down says so, and can be made again', async () => {
      await begin();
      const {guardStore} = here.deps;
      const write = guardStore.setMark.bind(guardStore);
      guardStore.setMark = () => Promise.reject(new StoreError('away'));
      const yes = button('approve');
      assert.match(said(await submit(yes)), /could not be written down/);
      guardStore.setMark = write;
      assert.match(said(await submit(yes)), /^Approved/);
    });
  });

  describe('of a group’s member', () => {
    const rule = {people: [], groups: ['S0ONCALL'], votes: 1};

    it('counts as long as they are in it', async () => {
      await begin([rule]);
      let members: readonly string[] = ['U0MINA'];
      const deps = {...here.deps, groupMembers: () => Promise.resolve(members)};
      assert.match(said(await press(button('approve'))), /the group S0ONCALL was not read lately/);
      await readGroups(deps);
      assert.equal((await press(button('approve'))).steps.length, 1);
      members = [];
      await readGroups(deps);
      assert.equal((await press(button('approve'))).steps.length, 1, 'asked each four minutes');
      here.clock.advance(5 * minute);
      await readGroups(deps);
      assert.match(said(await submit(button('approve'))), /may not answer/);
    });

    it('is not believed for long when the group cannot be read', async () => {
      await begin([rule]);
      const {guardStore} = here.deps;
      const value = groupValue(['U0MINA'], here.clock.now());
      await guardStore.setMark({name: groupMark('S0ONCALL'), version: 1, value});
      const away = () => Promise.reject(callError('denied', 'slack usergroups.users.list'));
      here.clock.advance(16 * minute);
      await readGroups({...here.deps, groupMembers: away});
      assert.match(said(await submit(button('approve'))), /not read lately/);
    });
  });

  it('acknowledges, and its button is gone', async () => {
    await begin();
    assert.match(said(await press(button('acknowledge'))), /yours, mina@shop\.example/);
    await sweep(here.deps);
    assert.deepEqual(verbsNow(), ['approve', 'decline', 'silence', 'pause', 'explain']);
  });

  it('acknowledges for nobody whom Google Chat alone knows', async () => {
    await begin();
    const guestOfSpace: PersonIdentity = {kind: 'google-chat', user: 'users/7'};
    assert.match(said(await press(button('acknowledge'), guestOfSpace)), /not among the people/);
    assert.match(said(await press(button('acknowledge'), joon)), /yours, joon@shop/);
  });

  it('explains what is known, and anybody of the workspace may ask', async () => {
    await begin();
    const stranger: PersonIdentity = {kind: 'slack', team: 'T0SHOP', user: 'U0STRANGER'};
    const dialog = await press(button('explain'), stranger);
    assert.ok(dialog.notes.length > 1 && dialog.facts.length > 0);
    assert.equal(dialog.submit, undefined);
  });

  describe('that silences', () => {
    const fields = {scope: 'problem', minutes: '30', reason: 'node pool upgrade'};

    it('asks what, how long and why, and the same form twice is one silence', async () => {
      await begin();
      const form = await press(button('silence'));
      assert.deepEqual(
        form.fields.map(one => one.name),
        ['scope', 'minutes', 'reason'],
      );
      assert.match(said(await submit(form.submit?.press, mina, fields)), /^Silenced until/);
      assert.match(said(await submit(form.submit?.press, mina, fields)), /^Silenced until/);
      const value = (await here.deps.guardStore.mark(silencesMark))?.value;
      const [one, ...more] = listAt(value, 'silences');
      assert.equal(textAt(one, 'by'), 'mina@shop.example');
      assert.deepEqual(more, []);
    });

    it('refuses what the form does not have, and a person whom nobody knows', async () => {
      await begin();
      const form = await press(button('silence'));
      for (const [given, why] of [
        [{...fields, reason: ' '}, /Say why/],
        [{...fields, minutes: '99999'}, /another version/],
        [{...fields, scope: 'everything'}, /another version/],
      ] as const) {
        assert.match(said(await submit(form.submit?.press, mina, given)), why);
      }
      const stranger: PersonIdentity = {kind: 'slack', team: 'T0SHOP', user: 'U0STRANGER'};
      assert.match(said(await press(button('silence'), stranger)), /not among the people/);
      assert.match(
        said(await submit(form.submit?.press, stranger, fields)),
        /not among the people/,
      );
      assert.equal(await here.deps.guardStore.mark(silencesMark), undefined);
    });
  });

  describe('that pauses', () => {
    const fields = {minutes: '60', reason: 'freeze'};

    it('pauses for a while, and never shortens a pause', async () => {
      await begin();
      const form = await press(button('pause'));
      assert.match(said(await submit(form.submit?.press, mina, fields)), /paused until/);
      const shorter = {...fields, minutes: '30'};
      assert.match(said(await submit(form.submit?.press, mina, shorter)), /paused already/);
      await pauseAll(here.deps, {reason: 'for good', by: 'lee', at: here.clock.now()});
      assert.match(said(await submit(form.submit?.press, mina, fields)), /until somebody ends it/);
      const value = (await here.deps.guardStore.mark(pauseMark))?.value;
      assert.equal(textAt(value, 'reason'), 'for good');
    });
  });

  describe('that wants a repair taken back', () => {
    beforeEach(async () => {
      await begin();
      await submit((await press(button('approve'))).submit?.press);
      await runUntilSettled(here.deps);
    });

    it('shows what would be taken back and what it costs, and is asked about like a plan', async () => {
      const dialog = await press(button('undo'), joon);
      assert.match(said(dialog), /asks for an approval as for any plan/);
      assert.match(dialog.steps[0]?.command ?? '', /^gcloud services disable/);
      assert.match(speak(dialog.risks[0] ?? dialog.title), /^High: /);
      assert.match(said(await submit(dialog.submit?.press, joon)), /^Asked by joon@shop\.example/);
      assert.equal(writes(), 1, 'nothing is changed by a click itself');
      await sweep(here.deps);
      assert.deepEqual(verbsNow()?.slice(0, 2), ['approve', 'decline']);
      await submit((await press(button('approve'))).submit?.press);
      await runUntilSettled(here.deps);
      assert.equal(here.world.writes.at(-1), `disableService ${fleet.id}`);
    });

    it('counts from nobody whom the configuration does not name, and not for another repair', async () => {
      const stranger: PersonIdentity = {kind: 'slack', team: 'T0SHOP', user: 'U0STRANGER'};
      const undo = button('undo');
      for (const who of [stranger, {kind: 'google-chat', user: 'users/7'} as const]) {
        assert.match(said(await press(undo, who)), /not among the people/);
        assert.match(said(await submit(undo, who)), /not among the people/);
      }
      assert.match(said(await submit(undo, guest)), /own workspace/);
      assert.match(said(await submit({...undo, run: undo.run + 1})), /not asked about any more/);
      await sweep(here.deps);
      assert.equal((await stored(here.deps, id)).state, 'resolved');
    });

    it('is typed behind the command as well, and says why it cannot be', async () => {
      const dialog = await commandDialog(here.deps, `undo ${id}`, mina);
      assert.match(said(await submit(dialog.submit?.press)), /^Asked by mina/);
      await sweep(here.deps);
      const why = await commandDialog(here.deps, `undo ${id}`, mina);
      assert.match(said(why), /only a repair that mesh-responder has made and verified/);
      assert.equal(why.submit, undefined);
    });
  });

  it('of another version, or about what is gone, says so', async () => {
    await begin();
    const old = await interact(here.deps, {interaction: {kind: 'unreadable'}, who: mina});
    assert.match(said(old), /another version/);
    const gone = await press({...button('explain'), incident: '0123456789-1'});
    assert.match(said(gone), /0123456789-1/);
  });

  it('typed as a command lists what is open, explains and takes', async () => {
    await begin();
    const list = await commandDialog(here.deps, '', mina);
    assert.match(said(list), /^1 incident is open/);
    assert.match(speak(list.facts[0]?.label ?? list.title), new RegExp(id));
    assert.ok((await commandDialog(here.deps, ` ${id} `, mina)).notes.length > 1);
    assert.match(said(await commandDialog(here.deps, `acknowledge ${id}`, mina)), /yours/);
    assert.match(said(await commandDialog(here.deps, id, guest)), /own workspace/);
  });
});
