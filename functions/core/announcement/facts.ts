import {type Target, targetKey} from '../detection/target.ts';
import {endOf, type Incident, standing} from '../incident/incident.ts';
import {countOf, type KeptImpact} from '../incident/impact.ts';
import {isBacklog} from '../intake/backlog.ts';
import type {Fact} from '../ports/message.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import {toneOf} from './tone.ts';

/** So many names stand in one fact. */
const namesShown = 5;

/** Where, since when, who suffers, until when: one fact a line, none twice. */
export function factsOf(incident: Incident): readonly Fact[] {
  const {target, work, intake} = incident;
  const impact = work.found?.impact ?? {};
  const end = endOf(incident);
  const {firstAt} = intake.entries;
  const tone = toneOf(incident);
  return [
    ...(isBacklog(incident) ? [] : [fact('fact.project', text(target.project))]),
    ...clusters(incident, impact),
    ...suffering(impact, tone === 'fixed' || tone === 'quiet'),
    end !== undefined && tone === 'fixed'
      ? fact('fact.impact', phrase('fact.from-to', {from: firstAt, to: end}))
      : fact(tone === 'quiet' ? 'fact.reported' : 'fact.since', phrase('fact.at', {at: firstAt})),
    ...(work.nextLook !== undefined && isWorthWaitingFor(incident)
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
  | 'fact.reported'
  | 'fact.next-look';

function fact(label: Label, value: Phrase): Fact {
  return {label: phrase(label), value};
}

function text(value: string): Phrase {
  return phrase('fact.text', {value});
}

/** What live state names, as the headline does; what only signs name, until it names any. */
function clusters({target, intake}: Incident, impact: KeptImpact): readonly Fact[] {
  const {clusters: seen = []} = impact;
  const affected = seen.length > 0 ? seen : intake.symptoms.map(one => one.target);
  const named = target.cluster === undefined ? affected : [target];
  const distinct = new Map(
    named.flatMap(one => (one.cluster === undefined ? [] : [[targetKey(one), one] as const])),
  );
  const names = [...distinct.values()].map(clusterText).sort();
  if (names.length === 0) return [];
  const count = Math.max(
    names.length,
    target.cluster === undefined ? countOf(impact, 'clusters') : 0,
  );
  return [fact(count === 1 ? 'fact.cluster' : 'fact.clusters', listed(names, count))];
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
    // The names of workloads have their namespaces.
    ...(namespaces.length === 0 || workloads.length > 0
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

/** A look within this time is no news: before anybody reads of it, it is over. */
const shortestLookMs = 60_000;

/** A parked incident is watched quietly: the time of a look that changes nothing is no news either. */
function isWorthWaitingFor({state, work}: Incident): boolean {
  const {nextLook = 0, changedAt} = work;
  return standing(state) === 'open' && nextLook - changedAt >= shortestLookMs;
}
