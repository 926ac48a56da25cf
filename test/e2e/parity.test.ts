import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {approvalMark} from '../../functions/core/guard/consent.ts';
import {ownershipMark, undoMark} from '../../functions/core/inbox/word-inbox.ts';
import {pauseMark} from '../../functions/core/guard/pause.ts';
import {silencesMark} from '../../functions/core/guard/silence.ts';
import type {State} from '../../functions/core/incident/reason.ts';
import {type Verb, verbs} from '../../functions/core/incident/verb.ts';
import {textAt} from '../../functions/core/lib/json.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import type {Clicked} from '../../sandbox/clicks/clicked.ts';
import {command} from '../support/command.ts';
import {type Deployable, startResponder} from '../support/function.ts';
import {root} from '../support/child.ts';
import {until} from '../support/until.ts';
import {play, type Played} from '../support/world.ts';

/** The ways in, and how each does everything that a person can do. */
const doors = ['slack', 'google-chat', 'command'] as const;
type Door = (typeof doors)[number];

/** Where a verb's word is found, once it was given. */
const marks: Readonly<Record<Verb, ((incident: string) => string) | undefined>> = {
  explain: undefined,
  acknowledge: () => ownershipMark,
  pause: () => pauseMark,
  approve: approvalMark,
  decline: approvalMark,
  silence: () => silencesMark,
  undo: () => undoMark,
};
/** What a dialog asks beside yes. */
const fields: Partial<Record<Verb, Readonly<Record<string, string>>>> = {
  pause: {minutes: '60', reason: 'freeze'},
  silence: {scope: 'problem', minutes: '30', reason: 'node pool upgrade'},
};

describe('everything that a person can do', function () {
  this.timeout(60_000);
  let played: Played;
  let running: readonly Deployable[] = [];
  let config: string;
  let incident: string;
  let plan: string;

  afterEach(async () => {
    await Promise.all(running.map(one => one.stop()));
    await played.close();
  });

  async function begin(scenario: string, awaits: State, shows: string, mode = 'approve') {
    played = await play({scenario});
    const {sandbox, files} = played;
    config = await files.write('parity.json', {
      ...sandbox.people.config(),
      mode,
      chat: {
        slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'},
        googleChat: {space: 'spaces/AAAASANDBOX'},
      },
      store: {sqlite: {path: played.store}},
      workTopic: 'projects/shop-ops/topics/work',
    });
    const env = {...played.env, MESH_RESPONDER_CONFIG: config};
    const {intake, respond, interact} = await startResponder(env);
    running = [intake, respond, interact];
    for (const entry of sandbox.entries()) await intake.push(entry);
    const found = await until(`it is ${awaits}, and both chats show ${shows}`, async () => {
      await respond.push({sweep: true});
      const shown = JSON.stringify(sandbox.chat().messages.map(one => one.now.body));
      const [one] = await played.incidents();
      const isShown = shown.split(`"${shows}"`).length > 2;
      return isShown && one?.state === awaits ? one : undefined;
    });
    incident = found.id;
    plan = found.work.plan?.hash ?? '';
  }

  /** Does it through a door, and gives what the person is told. */
  async function through(door: Door, verb: Verb): Promise<string> {
    if (door === 'command') return typed(verb);
    const to = running[2]?.url ?? '';
    const order = {to, service: door, button: verb, incident} as const;
    const confirms = verb === 'approve' || verb === 'decline' || verb === 'undo';
    const given = fields[verb] ?? (confirms ? {} : undefined);
    const clicked = await played.sandbox.people.press({...order, ...(given && {fields: given})});
    const last: Clicked = clicked.submitted ?? clicked;
    assert.equal(last.outcome, 'told', JSON.stringify(last));
    return JSON.stringify(last.dialog);
  }

  async function typed(verb: Verb): Promise<string> {
    const commands: Readonly<Record<Verb, readonly string[]>> = {
      explain: ['incidents', 'show', incident],
      acknowledge: ['acknowledge', incident],
      pause: ['pause', '--reason', 'freeze'],
      approve: ['approve', incident, '--plan', plan],
      decline: ['decline', incident, '--plan', plan],
      undo: ['undo', incident],
      silence: [
        ...['silence', 'add', '--runbook', 'data-plane-upgrade-failed'],
        ...['--project', 'shop-prod', '--for', '30m', '--reason', 'node pool upgrade'],
      ],
    };
    const {exit, stdout, stderr} = await command([...commands[verb], '--config', config], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
    assert.ok(exit === 0 || exit === 3, `${exit} ${stderr}`);
    if (verb !== 'explain') assert.deepEqual([exit, stderr], [0, '']);
    return stdout;
  }

  async function stored(name: string): Promise<string> {
    const store = await sqliteStore({path: played.store});
    try {
      return JSON.stringify((await store.mark(name))?.value ?? {});
    } finally {
      await store.close();
    }
  }

  for (const door of doors) {
    it(`works through ${door}: a repair is taken back`, async () => {
      await begin('connect-gateway-disabled', 'resolved', 'Undo…', 'auto');
      const said = await through(door, 'undo');
      assert.match(said, /asked|asks for an approval/);
      assert.match(await stored(undoMark), new RegExp(incident));
    });

    it(`works through ${door}`, async () => {
      await begin('data-plane/needs-attention', 'awaiting-approval', 'Approve…');
      const done: Verb[] = [];
      for (const verb of [
        'explain',
        'acknowledge',
        'pause',
        'approve',
        'decline',
        'silence',
      ] as const) {
        const said = await through(door, verb);
        const mark = marks[verb]?.(incident);
        if (mark !== undefined) {
          const value = await stored(mark);
          assert.match(value, door === 'command' ? /unverified: / : /mina@shop\.example/, verb);
        } else assert.match(said, /prod-eu-1/, 'what is known of it');
        const answer =
          verb === 'approve' ? 'approved' : verb === 'decline' ? 'declined' : undefined;
        if (answer !== undefined && mark !== undefined) {
          assert.equal(textAt(JSON.parse(await stored(mark)), 'answer'), answer);
        }
        done.push(verb);
      }
      const others = verbs.filter(one => one !== 'undo');
      assert.deepEqual(done.sort(), [...others].sort(), 'every verb was tried');
    });
  }

  it('stands in the table of docs/people.md, each verb with each way', async () => {
    played = await play({scenario: 'healthy'});
    const page = await readFile(`${root}/docs/people.md`, 'utf8');
    for (const verb of verbs) {
      assert.match(page, new RegExp(`^\\| ${verb} +\\| .+\\| .+\\| .+\\|$`, 'm'), verb);
    }
  });
});
