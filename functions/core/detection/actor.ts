import {truncate} from '../lib/truncate.ts';
import {type LogEntry, atLeast} from './entry.ts';
import {at, textAt} from '../lib/json.ts';

/** What a caller's user agent says it is. */
export type Tool = 'terraform' | 'config-connector' | 'gcloud' | 'console' | 'unknown';

/** Who did something, by the audit log. Texts from outside, clamped. */
export interface Actor {
  /** Google has verified it. */
  readonly principal: string;
  /** The caller's own word, which anybody can choose. */
  readonly agent: string;
  readonly tool: Tool;
  /** Epoch milliseconds. */
  readonly at: number;
}

const longestPrincipal = 120;
const longestAgent = 80;

/**
 * Reads who made the change of a successful audit entry; undefined for a change that failed or an
 * entry that names nobody.
 * https://docs.cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 */
export function actorOf({proto, severity, at: time}: LogEntry): Actor | undefined {
  const code = at(proto, 'status', 'code');
  if (atLeast(severity, 'ERROR') || (code !== undefined && code !== 0)) return undefined;
  const principal = textAt(proto, 'authenticationInfo', 'principalEmail') ?? '';
  if (principal === '') return undefined;
  const agent = textAt(proto, 'requestMetadata', 'callerSuppliedUserAgent') ?? '';
  const when = Date.parse(time ?? '');
  return {
    principal: truncate(principal, longestPrincipal),
    agent: truncate(agent, longestAgent),
    tool: toolOf(agent),
    at: Number.isNaN(when) ? 0 : when,
  };
}

/**
 * Guesses the tool. Config Connector comes first: it runs Terraform's provider and says so behind its
 * own `kcc/` (github.com/GoogleCloudPlatform/k8s-config-connector, `KCCUserAgent`). A browser is the
 * console, or anything else that runs in one.
 */
export function toolOf(agent: string): Tool {
  if (/\bkcc\//i.test(agent)) return 'config-connector';
  if (/\bterraform\b/i.test(agent)) return 'terraform';
  if (/\bgcloud\//i.test(agent)) return 'gcloud';
  return agent.startsWith('Mozilla/') ? 'console' : 'unknown';
}
