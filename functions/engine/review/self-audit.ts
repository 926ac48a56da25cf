import {audited, type Audited, clockToleranceMs, type Intent} from '../../core/audit/match.ts';
import {viewEntry} from '../../core/detection/entry.ts';
import {type AuditWrite, auditWriteOf} from '../../core/detection/audit-write.ts';
import type {Settings} from '../../core/config/settings.ts';
import {errorText} from '../../core/lib/error.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {sideBySide} from '../lib/concurrency.ts';
import type {Deps} from '../lib/context.ts';
import {everyIncident} from '../lib/every-incident.ts';

/** What a self-audit reads with. */
export type AuditDeps = Pick<Deps, 'settings' | 'store' | 'history' | 'actions'>;

/** What a self-audit is about. Times: epoch ms. */
export interface AuditAsked {
  readonly from: number;
  readonly now: number;
  /** The e-mail addresses of the responder's identities; not empty. */
  readonly identities: readonly string[];
  /** Only these projects, by their ids; absent: all of the configuration. */
  readonly projects?: readonly string[];
}

/** The identity that repairs, as the configuration names it; empty: it does not. */
export function identitiesOf({messages}: Pick<Settings, 'messages'>): readonly string[] {
  return messages?.identity === undefined ? [] : [messages.identity];
}

/** Whether a text can be the e-mail address of an account, and may stand in a filter. */
export function isIdentity(text: string): boolean {
  return /^[^\s"\\@]{1,120}@[a-z0-9.-]{1,120}$/i.test(text);
}

/** What a self-audit found, and which logs it could not read. */
export interface SelfAudit extends Audited {
  readonly unread: readonly {readonly project: string; readonly why: string}[];
  readonly projects: readonly string[];
}

/** Every call that may change something is Admin Activity; of the others the responder's are reads and its own store's. */
const log = 'cloudaudit.googleapis.com%2Factivity';

/**
 * Holds the Cloud Audit Log of each project against the incidents. The logs are read first: an intent is stored before its
 * call, so that each call that was read has its intent by then. A log that cannot be read is named, and nothing of it missed.
 * @throws StoreError when the store cannot be read.
 */
export async function selfAudit(deps: AuditDeps, asked: AuditAsked): Promise<SelfAudit> {
  const {from, now, identities} = asked;
  const projects = asked.projects ?? deps.settings.projects.map(one => one.id);
  const writes: AuditWrite[] = [];
  const unread: {readonly project: string; readonly why: string}[] = [];
  await sideBySide(projects, async project => {
    try {
      writes.push(...(await writesOf(deps, project, asked)));
    } catch (error) {
      unread.push({project, why: errorText(error)});
    }
  });
  const ours = writes.filter(one => one.at < now && identities.some(id => isSame(id, one)));
  const intents: Intent[] = [];
  for await (const incident of everyIncident(deps.store)) {
    intents.push(...intentsOf(incident, deps).filter(one => isNear(one, from)));
  }
  const about = intents.filter(
    ({traces}) => traces.length === 0 || traces.some(one => projects.includes(one.project)),
  );
  const outside = about.flatMap(({traces}) => traces.map(one => one.project));
  const unreadable = [
    ...unread.map(one => one.project),
    ...outside.filter(one => !projects.includes(one)),
  ];
  return {...audited(ours, about, {from, until: now, unread: unreadable}), unread, projects};
}

/** The end of an operation may come long behind its intent. */
const beforeMs = 24 * 60 * 60 * 1000 + clockToleranceMs;

function isNear({at, endedAt = at}: Intent, from: number): boolean {
  return endedAt >= from - beforeMs;
}

/** Accounts of Google do not tell capitals apart. */
function isSame(identity: string, {principal}: AuditWrite): boolean {
  return identity.toLowerCase() === principal.toLowerCase();
}

async function writesOf(
  {history}: Pick<AuditDeps, 'history'>,
  project: string,
  {from, identities}: AuditAsked,
): Promise<readonly AuditWrite[]> {
  const who = identities.map(one => `"${one}"`).join(' OR ');
  const filter = [
    `logName="projects/${project}/logs/${log}"`,
    `protoPayload.authenticationInfo.principalEmail=(${who})`,
  ].join('\n');
  const found: AuditWrite[] = [];
  for await (const value of history.since(project, filter, new Date(from).toISOString())) {
    const entry = viewEntry(value);
    // The filter says so too; what is believed is what is seen.
    const isAudit = entry?.log === 'cloudaudit.googleapis.com/activity';
    const write = entry !== undefined && isAudit ? auditWriteOf(entry, project) : undefined;
    if (write !== undefined) found.push(write);
  }
  return found;
}

function intentsOf({id, work}: Incident, {actions}: Pick<AuditDeps, 'actions'>): readonly Intent[] {
  return work.actions.map(({action, params, result, intendedAt, endedAt}) => ({
    ...{incident: id, action, result, at: intendedAt},
    ...(endedAt === undefined ? {} : {endedAt}),
    traces: tracesOf(actions, action, params),
  }));
}

/** What is stored of an old action may not be read any more: then nothing is missed of it, and it excuses nothing. */
function tracesOf(actions: AuditDeps['actions'], id: string, params: unknown): Intent['traces'] {
  try {
    return actions.find(one => one.manifest.id === id)?.traces(params) ?? [];
  } catch {
    return [];
  }
}
