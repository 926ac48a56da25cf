import {clamp} from './clamp.ts';
import type {LogEntry} from './entry.ts';
import {at, textAt} from './json.ts';
import type {Phrase} from './phrase.ts';
import {phrase} from './texts.ts';
import {atLeast} from './severity.ts';

/** How the one who takes a change back is found, and what ends the fight. */
export interface Undoing {
  /** The project whose audit log has it. */
  readonly project: string;
  /** The audit entries that may be it, in the Logging query language. */
  readonly filter: string;
  /** Whether one of them is it: the filter compares across elements. */
  matches(entry: LogEntry): boolean;
  /** What to change in Terraform, as a sentence and as code; constants and the allow-list only. */
  readonly remedy: {readonly text: Phrase; readonly code: string};
}

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
    principal: clamp(principal, longestPrincipal),
    agent: clamp(agent, longestAgent),
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

const sentences = {
  terraform: 'undone.terraform',
  'config-connector': 'undone.config-connector',
  gcloud: 'undone.gcloud',
  console: 'undone.console',
  unknown: 'undone.unknown',
} as const satisfies Readonly<Record<Tool, string>>;

/** Who undid it and how sure that is, for people. */
export function undoneBy(actor: Actor): Phrase {
  const {principal, agent, tool} = actor;
  return phrase(sentences[tool], {principal, agent: agent === '' ? '-' : agent, at: actor.at});
}

/** That the audit log does not tell, and why. */
export function undoneByNobodyKnown(why: string): Phrase {
  return phrase('undone.untold', {why: clamp(why, 200)});
}
