import type {Call, Intent} from '../../../core/audit/match.ts';
import type {SelfAudit} from '../../../engine/review/self-audit.ts';

/** The time and the identities of an audit. Times: epoch ms. */
export interface AuditAbout {
  readonly from: number;
  readonly until: number;
  readonly identities: readonly string[];
}

/** An audit as JSON lines: what has no partner, the logs that were not read, and the whole. Names are added, never renamed. */
export function auditLines(found: SelfAudit, about: AuditAbout): readonly string[] {
  const {calls, aside, effects, projects} = found;
  const lines: readonly object[] = [
    ...found.unintended.map(callLine),
    ...found.unlogged.map(intentLine),
    ...found.unread.map(({project, why}) => ({kind: 'unread', project, why})),
    {
      ...{kind: 'audit', from: iso(about.from), until: iso(about.until)},
      ...{identities: about.identities, projects, calls, aside, effects},
      unintended: found.unintended.length,
      unlogged: found.unlogged.length,
      unread: found.unread.length,
    },
  ];
  return lines.map(one => `${JSON.stringify(one)}\n`);
}

function callLine({id, project, principal, service, method, resource, at, failed, entries}: Call) {
  return {
    ...{kind: 'unintended', at: iso(at), project, principal, service, method, resource, failed},
    ...{insertId: id, entries},
  };
}

function intentLine({incident, action, at, traces}: Intent) {
  const projects = [...new Set(traces.map(one => one.project))];
  return {kind: 'unlogged', at: iso(at), incident, action, projects};
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
