import type {Problem} from './things.ts';

// Headlines as people read them: SIGN WORD · AFFECTED: CAUSE, or (solved: CAUSE) of what is over.

/** What a headline may be about beside the problems of the played world. */
type Other = 'webhook' | 'backlog' | 'undo' | 'none';

/** How a headline speaks of it. */
type Form = 'broken' | 'over' | 'reported';

/** A headline in its parts. */
export interface Headline {
  readonly word: string;
  /** Whether it says that nothing has to be done any more. */
  readonly ended: boolean;
  readonly about: Problem | Other;
  readonly form: Form;
  /** Where, in a word. */
  readonly name: string;
  /** Why it is broken; `solved`: why it was. */
  readonly cause?: string;
  readonly solved?: string;
  /** True: the cause was changed, and nobody knows yet what came of it. */
  readonly changed: boolean;
}

/** A message that ends says one of these two. */
const ends = ['🟢 Fixed', '⚪ No action needed'];
const signs = [
  ...ends,
  ...['🟡 Checking', '🟡 Repairing', '🟡 Verifying', '🟣 Approval needed'],
  ...['🔴 Action needed', '🟠 Repair undone', '⚪ Not changed'],
];
const doubt = 'Reported, not confirmed: ';

/** The headlines of each problem, X for the place, and its causes where all are known. */
interface Row extends Readonly<Record<Form, string>> {
  readonly about: Problem | Other;
  readonly causes?: RegExp;
}

const rows: readonly Row[] = [
  {
    about: 'gateway',
    broken: 'Mesh cannot reach the clusters of X',
    over: 'Mesh can reach the clusters of X',
    reported: 'Connect Gateway API of X is off',
    causes:
      /^(?:Connect Gateway API (?:is off|was off|is on, not propagated yet)|the fleet cannot be read|rollouts are paused or set to OnDelete|control plane of \S+ is not ready)$/,
  },
  {
    about: 'binding',
    broken: 'Mesh lacks access to X',
    over: 'Mesh has access to X',
    reported: 'mesh lacks access to X',
    causes: /^service agent’s role (?:is missing|has a condition)$/,
  },
  {
    about: 'mesh',
    broken: 'Mesh of X is not ready',
    over: 'Mesh of X is ready',
    reported: 'mesh of X is not ready',
  },
  {
    about: 'pool',
    broken: 'Workload Identity of X is not ready',
    over: 'Workload Identity of X is on',
    reported: 'Workload Identity of X is off',
    causes: /\b(?:workload pool|GKE_METADATA)\b|^a change of the cluster is in progress$/,
  },
  {
    about: 'issuer',
    broken: 'Fleet Workload Identity of X is not ready',
    over: 'Fleet Workload Identity of X is ready',
    reported: 'membership of X has no identity provider',
    causes: /^identity provider is (?:missing|wrong)$/,
  },
  {
    about: 'injection',
    broken: 'Sidecar injection of X is not managed',
    over: 'Sidecar injection of X is managed',
    reported: 'sidecar injection of X is not managed',
    causes: /\bin-cluster\b|^two webhooks select |^no single managed revision is ready$/,
  },
  {
    about: 'upgrade',
    broken: 'Data plane of X needs attention',
    over: 'Proxies of X are up to date',
    reported: 'pods of X keep an old proxy',
    causes: /\b(?:upgrade|upgrades)\b/,
  },
  {
    about: 'webhook',
    broken: 'Mesh webhook calls fail in X',
    over: 'Mesh webhooks of X work',
    reported: 'mesh webhook calls fail in X',
  },
  {
    about: 'undo',
    broken: 'Undo of a repair in X',
    over: 'Repair in X was taken back',
    reported: 'nobody says that of an undo in X',
  },
  {
    about: 'none',
    broken: 'Mesh of X is at risk',
    over: 'Required mesh APIs of X are on',
    reported: 'a required mesh API of X is off',
  },
  {
    about: 'none',
    broken: 'Logs of X may not reach mesh-responder',
    over: 'Logs of X reach mesh-responder',
    reported: 'logs of X do not reach mesh-responder',
  },
];

const forms = rows.flatMap(row =>
  (['broken', 'over', 'reported'] as const).map(form => ({
    row,
    form,
    pattern: new RegExp(`^${row[form].replace('X', '(\\S+)')}$`),
  })),
);
/** What the gateway has left behind. */
const left =
  /^(?:\d+ workloads? of (\S+) lacks? pods|Mesh of (\S+) (?:has not|may not have) recovered)$/;
const [gateway] = rows;

/** The parts of a headline; undefined where nobody knows what it says. */
export function headlineIn(text: string): Headline | undefined {
  const [sign = '', ...rest] = text.split(' · ');
  if (!signs.includes(sign)) return undefined;
  const state = {word: sign.slice(sign.indexOf(' ') + 1), ended: ends.includes(sign)};
  const said = rest.join(' · ');
  if (said.startsWith('Old log entries after an outage'))
    return {
      ...{...state, about: 'backlog', form: state.ended ? 'over' : 'broken'},
      ...{name: '', changed: false},
    };
  const reported = said.startsWith(doubt);
  const {what, ...why} = partsOf(reported ? said.slice(doubt.length) : said);
  const cause = why.cause ?? why.solved;
  const [, pods, mesh] = left.exec(what) ?? [];
  const name = pods ?? mesh;
  if (name !== undefined && !reported)
    return gateway?.causes?.test(cause ?? '') === true
      ? {...state, ...why, about: 'gateway', form: 'broken', name}
      : undefined;
  for (const {row, form, pattern} of forms) {
    const named = pattern.exec(what)?.[1];
    if (named === undefined || reported !== (form === 'reported')) continue;
    // A sign may have any cause; what is known to be broken, its own.
    if (!reported && cause !== undefined && row.causes?.test(cause) === false) return undefined;
    return {...state, ...why, about: row.about, form, name: named};
  }
  return undefined;
}

type Why = Pick<Headline, 'cause' | 'solved' | 'changed'>;

function partsOf(said: string): Why & {readonly what: string} {
  const [, past, solved] = /^(.*?) \(solved: (.*)\)$/.exec(said) ?? [];
  if (past !== undefined && solved !== undefined) return {what: past, solved, changed: false};
  const [, what = said, cause, mark] = /^(.*?): (.*?)( \(changed\))?$/.exec(said) ?? [];
  return {what, ...(cause !== undefined && {cause}), changed: mark !== undefined};
}
