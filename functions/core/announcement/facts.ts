import type {ActionWords} from '../contract/action.ts';
import {type Target, targetKey} from '../detection/target.ts';
import {endOf, type Incident, standing} from '../incident/incident.ts';
import {countOf, type KeptImpact} from '../incident/impact.ts';
import {isBacklog} from '../intake/backlog.ts';
import {lastActions} from '../lifecycle/plan-progress.ts';
import type {Fact} from '../ports/message.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import {type AskContext, expiryOf} from './ask.ts';
import {toneOf} from './tone.ts';

/** So many names stand in one fact. */
const namesShown = 5;

/** What a fact may be made of beside the incident. */
export interface FactContext extends AskContext {
  /** The e-mail of the identity that repairs, where the configuration names it. */
  readonly identity?: string | undefined;
}

/** Where, since when, who suffers, until when: one fact a line, none twice. */
export function factsOf(incident: Incident, context: FactContext): readonly Fact[] {
  const {target, work, intake} = incident;
  const impact = work.found?.impact ?? {};
  const end = endOf(incident);
  const {firstAt} = intake.entries;
  const tone = toneOf(incident);
  return [
    ...refusal(incident, context),
    ...(isBacklog(incident) ? [] : [fact('fact.project', text(target.project))]),
    ...clusters(incident, impact),
    ...suffering(impact, tone === 'fixed' || tone === 'quiet'),
    end !== undefined && tone === 'fixed'
      ? fact('fact.impact', phrase('fact.from-to', {from: firstAt, to: end}))
      : fact('fact.since', phrase('fact.at', {at: firstAt})),
    ...(tone === 'approval'
      ? [fact('fact.expires', phrase('fact.at', {at: expiryOf(incident, context)}))]
      : []),
    // A parked incident is watched quietly: the time of a look that changes nothing is no news.
    ...(work.nextLook !== undefined && standing(incident.state) === 'open'
      ? [fact('fact.next-look', phrase('fact.at', {at: work.nextLook}))]
      : []),
  ];
}

/** The labels that a fact may have. */
type Label =
  | 'fact.project'
  | 'fact.cluster'
  | 'fact.clusters'
  | 'fact.lack-pods'
  | 'fact.workloads'
  | 'fact.namespaces'
  | 'fact.pods'
  | 'fact.since'
  | 'fact.impact'
  | 'fact.expires'
  | 'fact.next-look'
  | 'fact.permission'
  | 'fact.permissions'
  | 'fact.identity';

function fact(label: Label, value: Phrase): Fact {
  return {label: phrase(label), value};
}

function text(value: string): Phrase {
  return phrase('fact.text', {value});
}

function clusters({target, intake}: Incident, impact: KeptImpact): readonly Fact[] {
  const named =
    target.cluster === undefined
      ? [...(impact.clusters ?? []), ...intake.symptoms.map(one => one.target)]
      : [target];
  const distinct = new Map(
    named.flatMap(one => (one.cluster === undefined ? [] : [[targetKey(one), one] as const])),
  );
  const names = [...distinct.values()].map(clusterText).sort();
  if (names.length === 0) return [];
  return [fact(names.length === 1 ? 'fact.cluster' : 'fact.clusters', listed(names, names.length))];
}

function clusterText({cluster = '', location}: Target): string {
  return location === undefined ? cluster : `${cluster} (${location})`;
}

/** Who suffered is no longer true once it is over. */
function suffering(impact: KeptImpact, over: boolean): readonly Fact[] {
  if (over) return [];
  const {workloads = [], namespaces = [], pods} = impact;
  return [
    ...(workloads.length === 0
      ? []
      : [
          fact(
            impact.lack === true ? 'fact.lack-pods' : 'fact.workloads',
            listed(workloads, countOf(impact, 'workloads')),
          ),
        ]),
    ...(namespaces.length === 0
      ? []
      : [fact('fact.namespaces', listed(namespaces, countOf(impact, 'namespaces')))]),
    ...(pods === undefined ? [] : [fact('fact.pods', phrase('fact.number', {count: pods}))]),
  ];
}

function listed(names: readonly string[], count: number): Phrase {
  const shown = names.slice(0, namesShown).join(', ');
  const more = count - Math.min(names.length, namesShown);
  return more > 0 ? phrase('fact.names-more', {names: shown, count: more}) : text(shown);
}

/** Of a change that was refused: the permission that is missing, and for whom. */
function refusal(incident: Incident, {actions, identity}: FactContext): readonly Fact[] {
  const {reason} = incident;
  if (reason.kind !== 'denied') return [];
  const last = lastActions(incident).findLast(one => one.result === 'failed');
  const missing = last === undefined ? [] : missingOf(actions, last.action, reason);
  return [
    ...(missing.length === 0
      ? []
      : [
          fact(
            missing.length === 1 ? 'fact.permission' : 'fact.permissions',
            text(missing.join(', ')),
          ),
        ]),
    ...(identity === undefined ? [] : [fact('fact.identity', text(identity))]),
  ];
}

/** The permission that the answer names, where the action needs it; else all that it writes with. */
export function missingOf(
  actions: ActionWords,
  action: string,
  {call, said}: {readonly call: string; readonly said: string},
): readonly string[] {
  const all = actions.permissions(action);
  const named = all.filter(one => said.includes(one));
  if (named.length > 0) return named;
  const verb = call.split('.').at(-1) ?? '';
  const writes = all.filter(one => !/\.(?:get|list|getIamPolicy)$/.test(one));
  const exact = writes.filter(one => one.endsWith(`.${verb}`));
  return exact.length > 0 ? exact : writes;
}
