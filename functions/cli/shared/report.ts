import {incidentJson} from '../../adapters/chat/text/incident-json.ts';
import {type Incident, standing} from '../../core/incident/incident.ts';
import type {Message} from '../../core/ports/message.ts';
import {reasonSentence} from '../../core/announcement/sentences.ts';
import {targetText} from '../../core/detection/target.ts';
import {heldOf} from '../../core/announcement/ask.ts';
import {aboutOf} from '../../core/announcement/about.ts';
import {actionById, type Deps} from '../../engine/lib/context.ts';
import {messageOf} from '../../engine/lib/message-of.ts';
import {speakAll} from '../../wiring/translations.ts';
import type {Exit, Io} from '../shell/command.ts';

/** The exit code of a run: a failure outranks a person who is needed, which outranks success. */
export function exitOf(incidents: readonly Incident[]): Exit {
  if (incidents.some(one => one.state === 'failed')) return 1;
  return incidents.some(one => standing(one.state) !== 'closed') ? 3 : 0;
}

/** One incident as a JSON line. */
export function incidentLine(incident: Incident, {runbooks}: Pick<Deps, 'runbooks'>): string {
  const facts = incidentJson(incident.id, aboutOf(incident), speakAll('en', runbooks));
  return `${JSON.stringify(facts)}\n`;
}

/** What a report is made of; `posts` only in a dry run. */
export interface Report {
  readonly incidents: readonly Incident[];
  readonly deps: Deps;
  readonly io: Io;
  readonly posts?: ReadonlyMap<string, Message>;
}

/** The incidents for people: each message as chat shows it, and in a dry run what would change. */
export async function plainReport(report: Report): Promise<string> {
  const blocks = await Promise.all(report.incidents.map(one => blockOf(one, report)));
  return `${blocks.concat(totals(report)).join('\n\n')}\n`;
}

async function blockOf(incident: Incident, report: Report): Promise<string> {
  if (incident.state === 'suppressed') return suppressedLine(incident);
  const {deps, io, posts} = report;
  const message = posts?.get(incident.id) ?? messageOf(deps, incident);
  const speak = speakAll(deps.settings.locale, deps.runbooks);
  // What wraps lines takes long to load, and a run may have nothing to wrap.
  const {renderTerminal} = await import('../../adapters/chat/terminal/render.ts');
  const shown = renderTerminal(message, speak, {
    width: io.width,
    colour: io.colour,
    timeZone: deps.settings.messages?.timeZone,
  });
  return posts === undefined ? shown : `${shown}\n${changes(incident, report)}`;
}

/** Another incident reports it, or it is not ours: one line is enough. */
function suppressedLine(incident: Incident): string {
  const {
    id,
    runbook,
    target,
    reason,
    intake: {entries},
  } = incident;
  const where = `${runbook} · ${targetText(target)}`;
  return `⚪ ${id} · ${where} · ${entries.count} log entries: ${speakAll('en')(reasonSentence(reason))}`;
}

function changes(incident: Incident, {deps, posts}: Report): string {
  const post = posts?.has(incident.id) === true ? 'this message' : 'nothing';
  const requests = incident.work.actions.flatMap(one =>
    one.result === 'would-change' ? [one.detail ?? one.action] : [],
  );
  const held = heldOf(incident).map(
    one => `held back: ${actionById(deps, one.action).describe(one.params).command}`,
  );
  const lines = [...requests, ...held];
  const change = lines.length === 0 ? ['nothing'] : lines.flatMap(one => one.split('\n'));
  return [`Would post: ${post}`, 'Would change:', ...change.map(one => `  ${one}`)]
    .map(line => `   ${line}`)
    .join('\n');
}

function totals({incidents, posts, deps}: Report): string {
  if (incidents.length === 0) return 'No incident: nothing to do.';
  const states = new Map<string, number>();
  for (const {state} of incidents) states.set(state, (states.get(state) ?? 0) + 1);
  const counts = [...states].map(([state, count]) => `${count} ${state}`).join(', ');
  const line = `${incidents.length} ${incidents.length === 1 ? 'incident' : 'incidents'}: ${counts}.`;
  if (posts === undefined) return line;
  return `${line} Dry run: nothing was changed${applying(incidents, deps)}`;
}

/** What --apply would do. */
function applying(incidents: readonly Incident[], {settings}: Deps): string {
  if (incidents.some(one => one.work.actions.some(({result}) => result === 'would-change'))) {
    return '; --apply repairs.';
  }
  const held = incidents.some(one => heldOf(one).length > 0);
  return held ? `; nor would --apply change anything: mode is ${settings.mode}.` : '.';
}
