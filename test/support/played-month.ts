import type {Mode, Settings} from '../../functions/core/config/settings.ts';
import type {GuardStore, Store} from '../../functions/core/ports/ports.ts';
import {serviceAgent, serviceAgentRole} from '../../functions/mesh/service-agent.ts';
import {fleet, prod} from '../../sandbox/shop.ts';
import {FakeClock} from './clock.ts';
import {type Played, playScenario} from './scenario.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** One scenario of a month, and what people do in it. */
interface Step {
  readonly daysAgo: number;
  readonly scenario: string;
  /** Absent: the scenario's own. */
  readonly mode?: Mode;
  readonly faults?: readonly string[];
  readonly plays?: (played: Played) => Promise<void>;
}

/** A person says so to the plan of a runbook, some minutes after it was asked. */
function answer(runbook: string, minutes: number, said: 'approved' | 'declined' = 'approved') {
  return async (played: Played): Promise<void> => {
    const waits = async (): Promise<boolean> =>
      (await played.incidents()).some(one => one.state === 'awaiting-approval');
    for (let waited = 0; waited < 30 && !(await waits()); waited += 1) await played.minutes(1);
    await played.minutes(minutes);
    await played.say(runbook, said);
    await played.minutes(25);
  };
}

/** A pipeline takes the role away again, right after it was given back. */
async function fight(played: Played): Promise<void> {
  await played.minutes(20);
  const member = serviceAgent(fleet.number);
  played.sandbox.patch({project: prod.id, unbind: [{role: serviceAgentRole, member}]});
  await played.minutes(5);
}

/** Somebody else repairs it, so many minutes after they were told. */
function byHand(minutes: number) {
  return async (played: Played): Promise<void> => {
    await played.minutes(minutes);
    const member = serviceAgent(fleet.number);
    played.sandbox.patch({project: prod.id, bind: [{role: serviceAgentRole, member}]});
    await played.minutes(20);
  };
}

const pool = 'workload-identity-disabled';
const issuer = 'identity-provider-missing';
const injection = 'in-cluster-injection';

const api = 'required-api-disabled';

/** A month as a platform team lives it. */
const month: readonly Step[] = [
  {daysAgo: 29, scenario: 'connect-gateway-disabled'},
  {daysAgo: 28, scenario: 'required-apis-disabled', mode: 'approve', plays: answer(api, 3)},
  {daysAgo: 26, scenario: 'service-agent-unbound', mode: 'observe', plays: byHand(50)},
  {daysAgo: 24, scenario: 'installer/identity-provider-missing', plays: answer(issuer, 9)},
  {daysAgo: 23, scenario: 'required-apis-disabled', mode: 'approve', plays: answer(api, 19)},
  {daysAgo: 22, scenario: 'webhook-call-failure'},
  {daysAgo: 21, scenario: 'in-cluster-injection', plays: answer(injection, 31)},
  {daysAgo: 20, scenario: 'main'},
  {daysAgo: 18, scenario: 'provisioning-stalled'},
  {daysAgo: 17, scenario: 'required-apis-disabled', mode: 'approve', plays: answer(api, 6)},
  {daysAgo: 15, scenario: 'healthy'},
  {daysAgo: 14, scenario: 'connect-gateway-disabled', faults: ['serviceusage:enable=503x2']},
  {daysAgo: 13, scenario: 'stalled/workload-identity', plays: answer(pool, 14)},
  {daysAgo: 12, scenario: 'gateway-aftermath', plays: answer('connect-gateway-disabled', 12)},
  {daysAgo: 11, scenario: 'in-cluster-injection', plays: answer(injection, 7, 'declined')},
  {daysAgo: 9, scenario: 'required-apis-disabled', mode: 'approve', plays: answer(api, 2)},
  {daysAgo: 8, scenario: 'installer/identity-provider-missing', plays: answer(issuer, 21)},
  {daysAgo: 7, scenario: 'connect-gateway-disabled'},
  {daysAgo: 6, scenario: 'service-agent-unbound', mode: 'observe', plays: byHand(3)},
  {
    daysAgo: 4,
    scenario: 'data-plane/needs-attention',
    plays: answer('data-plane-upgrade-failed', 16),
  },
  {daysAgo: 3, scenario: 'required-apis-disabled', mode: 'approve', plays: answer(api, 8)},
  {daysAgo: 2, scenario: 'connect-gateway-disabled'},
  {daysAgo: 1, scenario: 'service-agent-unbound', plays: fight},
];

/** The configuration that a month ends with. */
export const monthSettings: Settings = {
  projects: [
    {id: prod.id, number: prod.number, fleet: fleet.id},
    {id: 'shop-stage', number: '300000000003', fleet: fleet.id},
    {id: fleet.id, number: fleet.number, fleet: fleet.id},
  ],
  mode: 'auto',
  rules: [
    {runbook: issuer, mode: 'approve'},
    {runbook: injection, mode: 'approve'},
    {runbook: api, mode: 'approve'},
    {runbook: 'service-agent-unbound', project: prod.id, mode: 'observe'},
  ],
  approvers: [{people: ['kim@shop.example', 'lee@shop.example'], votes: 1}],
  locale: 'en',
  chat: {},
  store: {},
};

/** Plays a month that ends at `now` into stores, which stay open. */
export async function playMonth(
  stores: {readonly store: Store; readonly guardStore: GuardStore},
  now: number,
): Promise<void> {
  const keep = {close: () => Promise.resolve()};
  const kept = {store: {...stores.store, ...keep}, guardStore: {...stores.guardStore, ...keep}};
  for (const [at, {daysAgo, scenario, mode, faults = [], plays}] of month.entries()) {
    const clock = new FakeClock(now - daysAgo * day + (at % 5) * hour);
    const played = await playScenario(scenario, () => kept, faults, clock);
    const {settings} = played.deps;
    // What is being played takes its mode from here on.
    if (mode !== undefined) Object.assign(settings, {mode});
    try {
      await (plays ?? (one => one.minutes(20)))(played);
    } finally {
      await played.close();
    }
  }
}
