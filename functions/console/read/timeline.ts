import {details} from '../../core/announcement/history.ts';
import {links} from '../../core/announcement/links.ts';
import {reasonSentence} from '../../core/announcement/sentences.ts';
import type {Incident, TimelineItem} from '../../core/incident/incident.ts';
import {standing} from '../../core/incident/incident.ts';
import type {State} from '../../core/incident/reason.ts';
import {phraseKey, type Phrase} from '../../core/texts/phrase.ts';
import type {IncidentView, Line, Voice} from '../../pages/console/incident/view.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {Speaking} from './speaking.ts';

/** So many log entries stand in a timeline; the incident keeps few more. */
const entriesShown = 5;

/** All that happened to an incident, oldest first; what was read stands where it was read first. */
export function timelineOf(incident: Incident, speaking: Speaking): readonly Line[] {
  const said = new Set<string>();
  const isNew = (text: Phrase): boolean => {
    const key = phraseKey(text);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  };
  const items = incident.timeline.map((item): Line => {
    const {at, state, reason, code, proof = []} = item;
    return {
      at,
      voice: voiceOf(item),
      state,
      title: speaking.say(reasonSentence(reason)),
      proof: [...details(reason), ...proof].filter(isNew).map(one => speaking.say(one)),
      // What waits is shown as the plan; the line that asks for it has the same.
      ...(code === undefined || state === 'awaiting-approval' ? {} : {code}),
    };
  });
  // A line of the same time as an entry comes after it.
  return [...entriesOf(incident, speaking), ...items].sort((a, b) => a.at - b.at);
}

function entriesOf(incident: Incident, {say}: Speaking): readonly Line[] {
  const {evidence, entries} = incident.intake;
  return evidence.slice(0, entriesShown).map(({quote, at, insertId, project}): Line => {
    const time = at === undefined ? Number.NaN : Date.parse(at);
    const [logs] = links(
      {
        ...incident,
        intake: {
          ...incident.intake,
          evidence: [
            {quote, insertId: insertId ?? '', project: project ?? incident.target.project},
          ],
        },
      },
      {},
    );
    return {
      // Who writes an entry chooses its time; none comes after what it has led to.
      at: Math.min(Number.isNaN(time) ? entries.firstAt : time, incident.openedAt),
      voice: 'hint',
      title: say(phrase('console.line.entry')),
      proof: [],
      code: quote,
      entry: {
        ...(project === undefined ? {} : {project}),
        ...(insertId === undefined ? {} : {insertId}),
        ...(logs === undefined ? {} : {url: logs.url}),
      },
    };
  });
}

/** Who speaks in a line. */
export function voiceOf({state, reason}: Pick<TimelineItem, 'state' | 'reason'>): Voice {
  if (reason.kind === 'approved' || reason.kind === 'declined') return 'person';
  if (reason.kind === 'undo-asked' || reason.kind === 'plan-declined') return 'person';
  if (state === 'resolved' || state === 'no-action') return 'verified';
  if (state === 'acting') return 'change';
  if (state === 'diagnosing' || state === 'planned' || state === 'verifying') return 'read';
  return 'decision';
}

/** What is likely to come, by where an incident stands. */
const toCome: Readonly<Partial<Record<State, readonly State[]>>> = {
  detected: ['diagnosing', 'planned', 'acting', 'verifying', 'resolved'],
  diagnosing: ['planned', 'acting', 'verifying', 'resolved'],
  planned: ['acting', 'verifying', 'resolved'],
  acting: ['verifying', 'resolved'],
  verifying: ['resolved'],
  'awaiting-approval': ['acting', 'verifying', 'resolved'],
  blocked: ['resolved'],
  flapping: ['resolved'],
};

/** The states of this run in the order in which it came to them, with how long each took in all, and what is likely to come. */
export function wayOf({state, timeline, work}: Incident, now: number): IncidentView['way'] {
  const run = timeline.filter(one => one.at >= work.beganAt);
  const took = new Map<State, number>();
  run.forEach((one, at) => {
    const until = run[at + 1]?.at ?? now;
    const lived = (took.get(one.state) ?? 0) + Math.max(0, until - one.at);
    // Where it stands now comes last, whenever it was there before.
    if (one.state === state) took.delete(one.state);
    took.set(one.state, lived);
  });
  // Of what is over the whole is told: from the beginning of the run to its end.
  const isOver = standing(state) === 'closed';
  if (isOver) took.set(state, Math.max(0, work.changedAt - work.beganAt));
  const been = [...took].map(([one, tookMs]) => ({state: one, tookMs, isNow: one === state}));
  const coming = (toCome[state] ?? []).map(one => ({state: one, isNow: false}));
  return [...been, ...coming];
}
