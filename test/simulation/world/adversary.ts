import {shop} from '../../support/cloud/harbor.ts';
import {gatewayEntry, stalledEntry, upgradeEntry, webhookEntry} from '../../support/entries.ts';
import {pick} from '../play/random.ts';

/** A credential that somebody's log has caught: it must not leave the responder by any way. */
export const caught = 'ya29.canary-of-somebody';

const day = 24 * 60 * 60 * 1000;
const hostile = `<!channel> <@U1> \u001b[31m \u202e ${caught}`;

type Forge = (at: number, n: number) => unknown;

/**
 * What anybody can write who may write log entries in a watched project: each passes the sinks' own
 * filters or is a near miss of them, and none of it is true.
 */
export const forgeries: Readonly<Record<string, Forge>> = {
  /** It names no cluster: every problem of the project could be its sign. */
  'stalled-anywhere': (at, n) => {
    const entry = stalledEntry({at, insertId: `f${n}`});
    return {...entry, resource: {type: 'k8s_cluster', labels: {project_id: shop.id}}};
  },
  'stalled-here': (at, n) => stalledEntry({at, insertId: `f${n}`, message: hostile}),
  /** The managed control plane's words, in the log of a member, on the host's number. */
  'gateway-of-host': (at, n) => gatewayEntry({at, insertId: `f${n}`, project: shop.id}),
  'gateway-number': (at, n) => gatewayEntry({at, insertId: `f${n}`, number: `9${n}0118275930`}),
  'ghost-cluster': (at, n) => webhookEntry({at, insertId: `f${n}`, cluster: `ghost-${n}`}),
  'ghost-upgrade': (at, n) => upgradeEntry({at, insertId: `f${n}`, cluster: `ghost-${n}`}),
  'ghost-project': (at, n) => webhookEntry({at, insertId: `f${n}`, project: `ghost-${n}`}),
  /** Written into one project's log, and claims another one. */
  'other-log': (at, n) => ({
    ...stalledEntry({at, insertId: `f${n}`}),
    logName: 'projects/somebody-else/logs/events',
  }),
  'huge-id': (at, n) => webhookEntry({at, insertId: `${n}`.repeat(20_000), cluster: 'ghost'}),
  'hostile-tail': (at, n) => webhookEntry({at, insertId: `f${n}`, cluster: 'ghost', tail: hostile}),
  'day-ahead': (at, n) => stalledEntry({at: at + day, insertId: `f${n}`}),
  'day-behind': (at, n) => webhookEntry({at: at - day, insertId: `f${n}`}),
};

/** What an adversary sends in one history: some of one kind or of each, over the first minutes. */
export function attack(
  random: () => number,
): readonly {readonly after: number; readonly forge: Forge; readonly kind: string}[] {
  const kinds = Object.keys(forgeries);
  const count = random() < 0.03 ? 40 : 1 + Math.floor(random() * 4);
  const only = random() < 0.4 ? pick(random, kinds) : undefined;
  const within = random() < 0.5 ? 10_000 : 240_000;
  return Array.from({length: count}, () => {
    const kind = only ?? pick(random, kinds);
    const forge = forgeries[kind];
    if (forge === undefined) throw new Error(`no forgery is called ${kind}`);
    return {after: random() * within, forge, kind};
  });
}
