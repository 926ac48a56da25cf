import {begun} from '../../core/lib/promises.ts';
import {KnownBeats} from '../lib/heartbeat/known-beats.ts';
import type {Beside} from '../lib/looks/look-recording.ts';
import {memoizedReaders} from '../lib/memoized-readers.ts';
import {noAnswer, type Diagnosis} from '../../core/contract/diagnosis.ts';
import {CallError, passes} from '../../core/lib/error.ts';
import {type LogEntry, viewEntry} from '../../core/detection/entry.ts';
import type {Incident} from '../../core/incident/incident.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {phrase} from '../../core/texts/texts.ts';
import type {Look, Runbook} from '../../core/contract/runbook.ts';
import {findProject, type Project} from '../../core/config/settings.ts';
import {type Target, targetKey} from '../../core/detection/target.ts';
import {type Looking, runbookById} from '../lib/context.ts';

/**
 * Diagnoses an incident from live state alone. The runbook's causes are asked first, the most
 * basic one first: what one of them explains is its symptom. Then the runbook itself is asked.
 * @throws CallError when a read that decides gave no answer.
 */
export async function diagnose(
  deps: Looking,
  incident: Pick<Incident, 'runbook' | 'target' | 'symptom' | 'causes'> & {
    readonly variant?: string | undefined;
    readonly intake?: Pick<Incident['intake'], 'symptoms'>;
    readonly work?: Pick<Incident['work'], 'confirmed'>;
  },
  askCause?: AskCause,
): Promise<Diagnosis> {
  // What several ask for in one look is read once.
  const once = {...deps, readers: memoizedReaders(deps.readers)};
  const {project, fleet} = projectsOf(once, incident.target);
  const numbers = misnumbered(once, [project, fleet]);
  const found = begun(() => concluded(once, incident, project, askCause ?? causeAsker(once)));
  return (await numbers) ?? (await found);
}

/** What the causes and the runbook itself say, whatever the numbers of the projects. */
async function concluded(
  deps: Looking,
  incident: Parameters<typeof diagnose>[1],
  project: Project,
  askCause: AskCause,
): Promise<Diagnosis> {
  const {target} = incident;
  const causes = await askCauses(deps, incident, project, askCause);
  if (causes.kind === 'explained') return causes.by;
  const own = await ask(deps, runbookById(deps, incident.runbook), target, {
    symptom: incident.symptom,
    variant: incident.variant,
    signs: incident.intake?.symptoms ?? [],
    ...(incident.work?.confirmed === true && {confirmed: true}),
  });
  const {proof} = causes;
  if (causes.kind === 'none') return {...own, proof: [...proof, ...own.proof]};
  // Nobody knows whether a cause is there. What a person is told all the same says more than the refusal.
  if (own.kind !== 'person') throw causes.error;
  return {...own, proof: [...proof, noAnswer(causes.error.facts), ...own.proof]};
}

/** What the causes of an incident answered; `refused`: one cannot be asked, and no other try helps. */
type Causes =
  | {readonly kind: 'explained'; readonly by: Diagnosis}
  | {readonly kind: 'none'; readonly proof: readonly Phrase[]}
  | {readonly kind: 'refused'; readonly proof: readonly Phrase[]; readonly error: CallError};

/** @throws CallError when another try may tell more. */
async function askCauses(
  deps: Looking,
  {causes, target}: Pick<Incident, 'causes' | 'target'>,
  project: Project,
  askCause: AskCause,
): Promise<Causes> {
  const proof: Phrase[] = [];
  for (const cause of causes.map(id => runbookById(deps, id))) {
    for (const suspect of cause.suspects(project, target)) {
      const found = await askCause(cause, suspect);
      if (found instanceof CallError) return {kind: 'refused', proof, error: found};
      if (found.kind === 'symptom') return {kind: 'explained', by: found};
      proof.push(...found.proof);
      if (found.kind !== 'healthy') {
        const of = {runbook: cause.manifest.id, target: suspect};
        return {kind: 'explained', by: {kind: 'symptom', of, proof}};
      }
    }
  }
  return {kind: 'none', proof};
}

/** Asks a cause about one place; the error where no other try helps. @throws CallError when one may. */
export type AskCause = (cause: Runbook, suspect: Target) => Promise<Diagnosis | CallError>;

/** Asks each cause anew. */
function causeAsker(deps: Looking): AskCause {
  return async (cause, suspect) => {
    try {
      return await ask(deps, cause, suspect, unasked);
    } catch (error) {
      if (error instanceof CallError && !passes(error.facts.failure)) return error;
      throw error;
    }
  };
}

/** Asks each cause once about a place, for one round over a whole fleet: the readers are memoized as well. */
export function memoizedCauses(deps: Looking): AskCause {
  const known = new Map<string, ReturnType<AskCause>>();
  const asked = causeAsker(deps);
  return (cause, suspect) => {
    const key = `${cause.manifest.id}|${targetKey(suspect)}`;
    const answer = known.get(key) ?? asked(cause, suspect);
    known.set(key, answer);
    return answer;
  };
}

/** A look that no sign of the runbook itself asked for. */
export const unasked = {symptom: '', variant: undefined, signs: []} as const;

/**
 * Asks one runbook about one place.
 * @throws CallError when a read that decides gave no answer.
 */
export async function ask(
  deps: Looking,
  runbook: Runbook,
  target: Target,
  sign: Pick<Look, 'symptom' | 'variant' | 'signs' | 'confirmed'>,
): Promise<Diagnosis> {
  const {project, fleet} = projectsOf(deps, target);
  return runbook.diagnose({
    target,
    project,
    fleet,
    projects: deps.settings.projects.filter(one => one.fleet === fleet.id),
    ...sign,
    readers: deps.readers,
    ...(deps.beside ?? besideOf(deps)),
  });
}

/**
 * What a look asks beside the readers: of the log as it is now, and of the store.
 * @param beats what is known of the heartbeats; nothing by default, so that each look asks anew.
 */
export function besideOf(deps: Looking, beats = new KnownBeats(deps)): Beside {
  return {
    recent: (project, filter, minutes) => recent(deps, project, filter, minutes),
    heartbeat: project => beats.fact(project),
  };
}

/** The log's own times are real, however fast this run counts. */
async function recent(
  {history, clock}: Looking,
  project: string,
  filter: string,
  minutes: number,
): Promise<readonly LogEntry[]> {
  const from = new Date(clock.now() - minutes * 60_000).toISOString();
  const entries = await history.newest(project, filter, from);
  return entries.flatMap(one => viewEntry(one) ?? []);
}

/** The allow-listed project of a target and the one that hosts its fleet. */
export function projectsOf(
  {settings}: Pick<Looking, 'settings'>,
  target: Target,
): {readonly project: Project; readonly fleet: Project} {
  const project = findProject(settings, target.project);
  const fleet = project === undefined ? undefined : findProject(settings, project.fleet);
  if (project === undefined || fleet === undefined) {
    throw new Error(`${targetKey(target)}: its project or fleet is not in the allow-list`);
  }
  return {project, fleet};
}

/**
 * The configured numbers must be what Resource Manager says: a wrong one would bind the agent of
 * another fleet. Asked anew at every diagnosis, because it decides who gets access.
 */
export async function misnumbered(
  {readers}: Pick<Looking, 'readers'>,
  projects: readonly Project[],
): Promise<Diagnosis | undefined> {
  const distinct = [...new Map(projects.map(one => [one.id, one])).values()];
  const facts = await Promise.all(distinct.map(one => readers.project(one.id)));
  for (const [index, project] of distinct.entries()) {
    const fact = facts[index];
    if (fact === undefined) continue;
    if (fact.number !== project.number || fact.id !== project.id) {
      const params = {project: project.id, configured: project.number, actual: fact.number};
      return {
        kind: 'person',
        cause: phrase('cause.number-mismatch', params),
        advice: phrase('advice.number-mismatch', params),
        unseen: true,
        proof: [],
      };
    }
  }
  return undefined;
}
