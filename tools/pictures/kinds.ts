import {serviceAgent, serviceAgentRole} from '../../functions/mesh/service-agent.ts';
import type {Tone} from '../../functions/core/ports/message.ts';
import {DedupCache} from '../../functions/engine/intake/dedup-cache.ts';
import {announceSilences} from '../../functions/engine/announce/announce-silences.ts';
import {intake} from '../../functions/engine/intake/intake.ts';
import {pauseAll} from '../../functions/engine/stops/pause.ts';
import {gatewayEntry} from '../../sandbox/entries/control-plane.ts';
import {webhookStorm} from '../../sandbox/entries/webhook.ts';
import {workspace} from '../../sandbox/people.ts';
import {fleet, prod, prodCluster} from '../../sandbox/shop.ts';
import type {Play, Stage} from './stage.ts';

/** A kind of message that people on call see, and how one comes about. */
export interface Kind extends Play {
  /** Names its files. */
  readonly name: string;
  /** Whose message: the last one with this tone of the first incident of this runbook. */
  readonly runbook: string;
  readonly tone: Tone;
  /** What is drawn beside the message on a desktop. */
  readonly views?: readonly ('phone' | 'thread')[];
  readonly happens: (stage: Stage) => Promise<void>;
}

const hour = 3_600_000;
const mina = {kind: 'slack', user: 'U0MINA', team: workspace.id} as const;
const joon = {...mina, user: 'U0JOON'} as const;

/** Every kind of message, in the order of an incident's life. */
export const kinds: readonly Kind[] = [
  {
    name: 'detected',
    runbook: 'connect-gateway-disabled',
    tone: 'checking',
    scenario: 'api-disabled-by-person',
    faults: ['serviceusage:get=503x30'],
    happens: played => played.minutes(1),
  },
  {
    name: 'working',
    runbook: 'connect-gateway-disabled',
    tone: 'verifying',
    scenario: 'api-disabled-by-person',
    happens: played => played.minutes(1),
  },
  {
    name: 'fixed',
    views: ['phone', 'thread'],
    runbook: 'connect-gateway-disabled',
    tone: 'fixed',
    scenario: 'api-disabled-by-person',
    happens: played => played.minutes(2),
  },
  {
    name: 'approval',
    views: ['phone'],
    runbook: 'connect-gateway-disabled',
    tone: 'approval',
    scenario: 'gateway-aftermath',
    happens: played => played.minutes(2),
  },
  {
    name: 'approval-buttons',
    views: ['phone'],
    runbook: 'connect-gateway-disabled',
    tone: 'approval',
    scenario: 'gateway-aftermath',
    people: {},
    happens: played => played.minutes(2),
  },
  {
    name: 'acknowledged',
    runbook: 'connect-gateway-disabled',
    tone: 'approval',
    scenario: 'gateway-aftermath',
    people: {},
    async happens(stage) {
      await stage.minutes(2);
      await stage.press('acknowledge', mina);
      await stage.minutes(2);
    },
  },
  {
    name: 'escalated',
    runbook: 'provisioning-stalled',
    tone: 'action',
    scenario: 'stalled/mutating-webhook',
    people: {escalation: {after: '15m', mention: ['S0ONCALL', 'users/1001', 'users/1002']}},
    happens: played => played.minutes(17),
  },
  {
    name: 'person-needed',
    views: ['phone'],
    runbook: 'provisioning-stalled',
    tone: 'action',
    scenario: 'stalled/mutating-webhook',
    happens: played => played.minutes(1),
  },
  {
    name: 'refused',
    runbook: 'connect-gateway-disabled',
    tone: 'action',
    scenario: 'api-disabled-by-person',
    faults: ['serviceusage:enable=403'],
    happens: played => played.minutes(1),
  },
  {
    name: 'observe',
    runbook: 'connect-gateway-disabled',
    tone: 'unchanged',
    scenario: 'api-disabled-by-person',
    mode: 'observe',
    happens: played => played.minutes(1),
  },
  {
    name: 'paused',
    runbook: 'connect-gateway-disabled',
    tone: 'unchanged',
    scenario: 'api-disabled-by-person',
    async happens(played) {
      const at = played.clock.now();
      const said = {reason: 'upgrade of prod-eu-1', by: 'kim@shop.example', at, until: at + hour};
      await pauseAll(played.deps, said);
      await played.minutes(1);
    },
  },
  {
    name: 'silenced',
    runbook: 'connect-gateway-disabled',
    tone: 'silenced',
    scenario: 'gateway-aftermath',
    people: {},
    async happens(stage) {
      await stage.minutes(2);
      const fields = {scope: 'problem', minutes: '60', reason: 'node pool upgrade'};
      await stage.press('silence', mina, fields);
      await announceSilences(stage.deps);
    },
  },
  {
    name: 'undo',
    views: ['phone'],
    runbook: 'connect-gateway-disabled',
    tone: 'approval',
    scenario: 'connect-gateway-disabled',
    people: {},
    async happens(stage) {
      await stage.minutes(3);
      await stage.press('undo', mina, {});
      await stage.minutes(2);
    },
  },
  {
    name: 'undone',
    runbook: 'connect-gateway-disabled',
    tone: 'unchanged',
    scenario: 'connect-gateway-disabled',
    people: {},
    async happens(stage) {
      await stage.minutes(3);
      await stage.press('undo', mina, {});
      await stage.minutes(2);
      await stage.press('approve', joon, {});
      await stage.minutes(3);
    },
  },
  {
    name: 'flapping',
    runbook: 'service-agent-unbound',
    tone: 'undone',
    scenario: 'service-agent-unbound',
    async happens(played) {
      await played.minutes(15);
      const member = serviceAgent(fleet.number);
      played.sandbox.patch({project: prod.id, unbind: [{role: serviceAgentRole, member}]});
      await played.minutes(2);
    },
  },
  {
    name: 'no-action',
    runbook: 'service-agent-unbound',
    tone: 'quiet',
    scenario: 'healthy',
    happens: played => played.minutes(1),
  },
  {
    name: 'digest',
    runbook: 'stale-backlog',
    tone: 'quiet',
    scenario: 'service-agent-unbound',
    async happens(played) {
      const old = played.clock.now() - 6 * hour;
      const door = intake(played.deps, new DedupCache());
      const entries = [
        ...[0, 1, 2].map(n => gatewayEntry(prodCluster, old + n * 1000)),
        ...webhookStorm(prodCluster, ['shop', 'payments'], 20, old),
      ];
      for (const entry of entries) await door.receive(entry);
      await door.flush();
      await played.minutes(2);
    },
  },
];
