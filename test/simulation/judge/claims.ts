import type {Shown} from '../world/slack.ts';
import {type Headline, headlineIn} from './headlines.ts';
import type {Thing} from './things.ts';

/** What a root message says to whoever reads it. */
export type Claim =
  /** Something is broken there; `over`: it says that it is not, or not any more. */
  | (Thing & {readonly kind: 'broken' | 'over'})
  /** Signs say so, and the message owns that live state does not; `explained`: and why it does not. */
  | (Thing & {readonly kind: 'unsure'; readonly explained: boolean})
  /** About something that the played world has no state of. */
  | {readonly kind: 'other'};

/** Live state was not seen, and why. */
const blind = {
  causes: ['not all managed clusters could be checked', 'the fleet cannot be read'],
  sentence: /(?:^|\. )(?:mesh-responder may not read live state: |Live state cannot be read: )/,
};

/** Whether a message says that live state may not be read: what is broken there is anybody's guess. */
export function isBlind({text, status}: Shown): boolean {
  return blind.causes.includes(headlineIn(text)?.cause ?? '') || blind.sentence.test(status);
}

/** What the gateway has left behind, once it is on again. */
const aftermath = 'Connect Gateway API was off';

/** Whether a message tells what people see of a problem, in other words than those of its own runbook. */
export function tellsSign(shown: Shown, {problem, place}: Thing): boolean {
  const headline = headlineIn(shown.text);
  if (headline === undefined || headline.ended) return false;
  if (problem === 'injection')
    return headline.about === 'webhook' && placeIn(headline, shown) === place;
  const [name = '', location = ''] = place.split('/').reverse().slice(0, 2);
  return (
    problem === 'mesh' &&
    headline.cause === aftermath &&
    clustersIn(shown).includes(`${name} (${location})`)
  );
}

/** Whether a message asks nothing of anybody: what it is about is over, or another one tells it. */
export function needsNothing({text}: Pick<Shown, 'text'>): boolean {
  return headlineIn(text)?.ended === true;
}

/** What is wrong with a message in itself; undefined: it can be read, and says one thing. */
export function contradictionIn(shown: Shown): string | undefined {
  const headline = headlineIn(shown.text);
  if (headline === undefined) return 'a headline that nobody knows';
  const {word, form, ended, solved, cause, changed, about} = headline;
  if (word === 'Fixed' && form !== 'over') return 'told as over, in the words of broken';
  if (word === 'Fixed' && cause !== undefined) return 'told as over, with what still is wrong';
  if (!ended && form === 'over') return 'told as open, in the words of over';
  if (!ended && solved !== undefined) return 'told as open, with what was solved';
  const verified = word === 'Verifying' && form === 'broken' && cause !== undefined;
  if (changed !== verified) return 'a change is told where none is verified, or is not told';
  if (about === 'backlog') return undefined;
  const isWhy = cause !== undefined || about === 'undo';
  if (form === 'broken' && !isWhy) return 'told as broken, and not why';
  return placeIn(headline, shown) === undefined ? 'the header and the facts differ' : undefined;
}

/** Reads a message as a person does: how it stands, what, and where. */
export function claimOf(shown: Shown): Claim {
  const headline = headlineIn(shown.text);
  const place = headline === undefined ? undefined : placeIn(headline, shown);
  if (headline === undefined || place === undefined) return {kind: 'other'};
  const {about: problem, form, ended, cause} = headline;
  if (problem === 'webhook' || problem === 'none' || problem === 'backlog') return {kind: 'other'};
  if (problem === 'undo') return {kind: 'other'};
  if (ended) return {kind: 'over', problem, place};
  if (form === 'reported') return {kind: 'unsure', problem, place, explained: cause !== undefined};
  return {kind: 'broken', problem, place};
}

/** Names are short in a header: the facts say whose they are. Undefined: they name another. */
function placeIn({name, about, form}: Headline, shown: Shown): string | undefined {
  const project = shown.facts.get('Project');
  if (project === undefined) return undefined;
  if (name === project) return project;
  const [cluster = '', location = ''] = clustersIn(shown)[0]?.split(/[ ()]+/) ?? [];
  if (name !== cluster) return undefined;
  // Pods are lacking in the cluster because of what happened to its fleet's project.
  if (about === 'gateway' && form === 'broken') return project;
  return [project, location, cluster].filter(one => one !== '').join('/');
}

function clustersIn({facts}: Shown): readonly string[] {
  return (facts.get('Cluster') ?? facts.get('Clusters') ?? '').split(', ');
}
