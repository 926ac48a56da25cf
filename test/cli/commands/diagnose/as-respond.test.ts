import assert from 'node:assert/strict';
import {Readable} from 'node:stream';
import {readEnv} from '../../../../functions/adapters/env.ts';
import {diagnose} from '../../../../functions/cli/commands/diagnose/diagnose.ts';
import {respond} from '../../../../functions/cli/commands/respond/respond.ts';
import type {Command} from '../../../../functions/cli/shell/command.ts';
import {at, type JsonObject, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import {stalledEntry} from '../../../../sandbox/entries/control-plane-revision.ts';
import {gatewayEntry} from '../../../../sandbox/entries/control-plane.ts';
import {logged, oneProject, prodCluster} from '../../../../sandbox/shop.ts';
import type {ClusterSeed} from '../../../../sandbox/cluster/seed.ts';
import type {MembershipSeed} from '../../../../sandbox/world/seed.ts';
import type {Forced} from '../../../../sandbox/world/world.ts';
import {gateway, play, type Played} from '../../../support/world.ts';

const stalled = 'provisioning-stalled';
const gatewayOff = 'connect-gateway-disabled';
const unready = 'Required in-cluster components are not ready.';

/** An event that says that provisioning failed, and not why: all that is told comes from live state. */
const event = (ms: number) =>
  stalledEntry(prodCluster, {reason: 'PreconditionFailed', message: 'Not ready'}, ms - 3000);
const complaint = (ms: number) => gatewayEntry(prodCluster, ms - 3000);

const active = {state: 'ACTIVE', code: 'REVISION_READY', details: 'Ready: asm-managed'};
const off = {state: 'DISABLED', code: 'DISABLED', details: ''};
const up = 'Revision(s) ready for use: asm-managed.';
const down = 'Revision(s) reporting unhealthy: asm-managed.';
const channel =
  'Unsupported channel rapid for ControlPlaneRevision with nameasm-managed. Expected regular';

function control(state: string, code = '', details = ''): Forced {
  return {controlPlane: {state, code, details}};
}

function condition(code: string, severity = 'ERROR'): JsonObject {
  return {code, severity, details: 'so it says'};
}

/** A revision in the cluster that says why it stalled. */
function inside(message: string): ClusterSeed {
  return {revisions: {'asm-managed': {stall: {reason: 'PreconditionFailed', message}}}};
}

/** One state of a fleet, what both commands say of it, and how `diagnose` ends. */
interface Row {
  readonly what: string;
  readonly member?: Partial<MembershipSeed>;
  readonly disabled?: readonly string[];
  /** What `respond` is given; the event by default. */
  readonly entries?: (ms: number) => JsonObject;
  readonly exit: 0 | 3;
  /** `result runbook`, the most basic first. */
  readonly says: readonly string[];
  /** What stands in the text of `diagnose`, and what does not. */
  readonly shows?: readonly RegExp[];
  readonly hides?: readonly RegExp[];
}

const rows: readonly Row[] = [
  {what: 'all is well', exit: 0, says: [], shows: [/Nothing is wrong\./, /state OK: Revision/]},
  {
    what: 'a permission is missing by the fleet’s word, and the agent is bound again',
    member: {forced: {conditions: [condition('MESH_IAM_PERMISSION_DENIED')]}},
    exit: 0,
    says: [`waiting ${stalled}`],
    shows: [/fleet still reports a solved problem/],
    hides: [/add-iam-policy-binding/],
  },
  {
    what: 'the same across projects',
    member: {forced: {conditions: [condition('MESH_IAM_CROSS_PROJECT_PERMISSION_DENIED')]}},
    exit: 0,
    says: [`waiting ${stalled}`],
    hides: [/add-iam-policy-binding/],
  },
  {
    what: 'node pools lack the metadata server by the fleet’s word, and all have it',
    member: {forced: {conditions: [condition('NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED')]}},
    exit: 0,
    says: [`waiting ${stalled}`],
    hides: [/recreates its nodes/, /node-pools update/],
  },
  {
    what: 'the same, and the plane waits for a precondition',
    member: {
      forced: {
        ...control('FAILED_PRECONDITION', 'REVISION_FAILED_PRECONDITION', unready),
        conditions: [condition('WORKLOAD_IDENTITY_REQUIRED')],
      },
    },
    exit: 3,
    says: [`waiting ${stalled}`],
    shows: [/state ERROR: Revision/],
    hides: [/--workload-pool/],
  },
  {
    what: 'a stalled revision gives its own reason',
    member: {forced: control('STALLED', 'X', 'Stalled.'), inside: inside(channel)},
    exit: 3,
    says: [`person ${stalled}`],
    shows: [/Unsupported channel rapid/, /regular/],
  },
  {
    what: 'the same behind a state that passes',
    member: {
      forced: control('FAILED_PRECONDITION', 'REVISION_FAILED_PRECONDITION', unready),
      inside: inside('Channel must not be omitted or blank'),
    },
    exit: 3,
    says: [`person ${stalled}`],
    shows: [/has no channel/],
  },
  {
    what: 'the same where the fleet is content',
    member: {
      forced: {controlPlane: active, dataPlane: active, verdict: {code: 'OK', description: up}},
      inside: inside('Channel must not be omitted or blank'),
    },
    exit: 3,
    says: [`person ${stalled}`],
  },
  {
    what: 'the plane is stalled, and nothing says why',
    member: {forced: control('STALLED', 'X', 'Something new.')},
    exit: 3,
    says: [`person ${stalled}`],
    shows: [/shop-prod\/europe-west1\/prod-eu-1/],
  },
  {
    what: 'the plane is being provisioned',
    member: {forced: control('PROVISIONING')},
    exit: 3,
    says: [`waiting ${stalled}`],
  },
  {
    what: 'the gateway is off',
    disabled: [gateway],
    exit: 3,
    says: [`broken ${gatewayOff}`, `symptom ${stalled}`],
  },
  {
    what: 'the cluster lacks workload identity',
    member: {inside: {workloadPool: null}},
    exit: 3,
    says: ['broken workload-identity-disabled', `symptom ${stalled}`],
  },
  {
    what: 'the fleet says ERROR, and both planes run',
    member: {
      forced: {
        controlPlane: active,
        dataPlane: active,
        verdict: {code: 'ERROR', description: down},
      },
    },
    exit: 3,
    says: [`person ${stalled}`],
    shows: [
      /fleet reports an error without a known cause.*Revision\(s\) reporting unhealthy: asm-managed\./,
    ],
  },
  {
    what: 'the fleet says ERROR, and nothing of the mesh',
    member: {
      management: 'MANAGEMENT_UNSPECIFIED',
      forced: {told: 'bare', verdict: {code: 'ERROR', description: 'Something is wrong.'}},
    },
    exit: 3,
    says: [`person ${stalled}`],
    shows: [/state ERROR: Something is wrong\./],
  },
  {
    what: 'the fleet warns',
    member: {
      forced: {
        controlPlane: active,
        verdict: {code: 'WARNING', description: 'Have a look.'},
        conditions: [condition('CONFIG_VALIDATION_WARNING', 'WARNING')],
      },
    },
    exit: 0,
    says: [],
    shows: [
      /Nothing is wrong\./,
      /prod-eu-1: the fleet says WARNING: state\.code: Have a look\./,
      /prod-eu-1: the fleet says WARNING: CONFIG_VALIDATION_WARNING: so it says/,
    ],
  },
  {
    what: 'a control plane outside of the fleet’s management, and all is well',
    member: {
      management: 'MANAGEMENT_UNSPECIFIED',
      forced: {controlPlane: off, dataPlane: off, verdict: {code: 'OK', description: up}},
    },
    entries: complaint,
    exit: 0,
    says: [],
    shows: [/control plane asm-managed serves it outside of the fleet’s management/],
  },
  {
    what: 'the same, and the gateway is off',
    member: {
      management: 'MANAGEMENT_UNSPECIFIED',
      forced: {controlPlane: off, dataPlane: off, verdict: {code: 'OK', description: up}},
    },
    disabled: [gateway],
    entries: complaint,
    exit: 3,
    says: [`broken ${gatewayOff}`],
  },
  {
    what: 'automatic management, and no state yet',
    member: {forced: {told: 'none'}},
    exit: 0,
    says: [`waiting ${stalled}`],
    shows: [/has not started provisioning/],
  },
  {
    what: 'automatic management, and both planes are off',
    member: {forced: {controlPlane: off, dataPlane: off}},
    exit: 0,
    says: [`waiting ${stalled}`],
  },
  {
    what: 'nobody wants a managed control plane',
    member: {
      management: 'MANAGEMENT_MANUAL',
      forced: {controlPlane: off, dataPlane: off, verdict: {code: 'OK', description: ''}},
    },
    disabled: [gateway],
    entries: () => ({}),
    exit: 0,
    says: [],
  },
];

describe('diagnose says what respond says', () => {
  let played: Played | undefined;

  afterEach(async () => {
    await played?.close();
    played = undefined;
  });

  for (const {what, member, disabled = [], entries = event, exit, says, ...text} of rows) {
    it(what, async () => {
      const scenario = oneProject('state', what, {
        disabled,
        ...(member === undefined ? {} : {member}),
        acts: logged(() => []),
        expected: {ends: {}, changes: []},
      });
      played = await play({scenario, timeScale: 1});
      const {config, files, sandbox} = played;
      const file = await files.write('entries.json', [entries(Date.now())]);
      const run = (one: Command, ...args: readonly string[]) =>
        inProcess(one, ['--config', config, ...args], sandbox.url);
      const project = ['--project', 'shop-prod'];
      const shown = await run(diagnose, ...project);
      assert.equal(shown.exit, exit, shown.text);
      const findings = findingsOf(await run(diagnose, ...project, '--json'));
      const ill = findings.filter(one => one.result !== 'healthy');
      assert.deepEqual(
        ill.map(one => `${one.result} ${one.runbook}`),
        says,
        shown.text,
      );
      for (const one of text.shows ?? []) assert.match(even(shown.text), one);
      for (const one of text.hides ?? []) assert.doesNotMatch(shown.text, one);
      const dry = ['--entries', file, '--dry-run'];
      const incidents = linesOf(await run(respond, ...dry, '--json'));
      agree(findings, incidents, (await run(respond, ...dry)).text);
    });
  }
});

interface Ran {
  readonly exit: number;
  readonly text: string;
}

/** Runs a command in this process: a process of its own for each of these states takes minutes. */
async function inProcess(one: Command, args: readonly string[], url: string): Promise<Ran> {
  let text = '';
  const exit = await one.run(args, {
    stdin: Readable.from([]),
    out: said => (text += said),
    err: () => undefined,
    width: 100,
    colour: false,
    locale: 'en',
    env: readEnv({MESH_RESPONDER_API_PROXY: url, MESH_RESPONDER_TIME_SCALE: '50'}),
    stopped: () => new Promise(() => undefined),
  });
  return {exit, text};
}

function linesOf({text}: Ran): readonly unknown[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map((line): unknown => JSON.parse(line));
}

/** Text without its line breaks. */
function even(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

interface Finding {
  readonly result: string;
  readonly runbook: string;
  readonly target: string;
  readonly cause: string;
  readonly advice: string;
  readonly actions: readonly unknown[];
}

/** What was seen; what nobody could look at is no answer. */
function findingsOf(ran: Ran): readonly Finding[] {
  return linesOf(ran)
    .filter(one => at(one, 'kind') === 'finding' && at(one, 'result') !== 'unseen')
    .map(one => ({
      result: textAt(one, 'result') ?? '',
      runbook: textAt(one, 'runbook') ?? '',
      target: JSON.stringify(at(one, 'target')),
      cause: textAt(one, 'cause') ?? '',
      advice: textAt(one, 'advice') ?? '',
      actions: listAt(one, 'plan', 'steps').map(step => at(step, 'action')),
    }));
}

/** Every incident that respond leaves is what diagnose found, in the same words; and the other way round. */
function agree(findings: readonly Finding[], incidents: readonly unknown[], posts: string): void {
  const told = new Set<Finding>();
  for (const incident of incidents) {
    const runbook = textAt(incident, 'runbook') ?? '';
    const target = JSON.stringify(at(incident, 'target'));
    const found = findings.find(one => one.runbook === runbook && one.target === target);
    const detail = textAt(incident, 'detail') ?? '';
    const both = `${JSON.stringify(incident)}\n${JSON.stringify(found)}\n${posts}`;
    assert.equal(meaning(incident), found?.result ?? 'healthy', both);
    if (found === undefined) continue;
    told.add(found);
    if (found.result === 'person' || found.result === 'waiting') {
      assert.ok(detail.includes(found.cause), both);
      // What passes by itself has no advice before it has not.
      assert.ok(even(posts).includes(even(found.advice)), both);
    }
    const planned = listAt(incident, 'actions').map(one => at(one, 'id'));
    if (found.result === 'broken') assert.deepEqual(planned, found.actions, both);
  }
  for (const one of findings.filter(each => each.result !== 'healthy')) {
    assert.ok(told.has(one), `respond says nothing of ${JSON.stringify(one)}`);
  }
}

/** What an incident of a dry run came to, in the words of diagnose. */
function meaning(incident: unknown): string {
  const words = [textAt(incident, 'state'), textAt(incident, 'reason')].join(' ');
  switch (words) {
    case 'suppressed symptom-of':
      return 'symptom';
    case 'no-action already-healthy':
      return 'healthy';
    case 'blocked person-needed':
      return 'person';
    case 'planned dry-run':
    case 'awaiting-approval risk-high':
      return 'broken';
    default:
      return words.startsWith('diagnosing ') ? 'waiting' : words;
  }
}
