import {silenceMessage} from '../../core/announcement/silence-message.ts';
import {
  dueNotices,
  mayTry,
  type Notice,
  type Noticed,
  noticeName,
  noticesIn,
  noticesMark,
  noticesValue,
} from '../../core/guard/silence-notices.ts';
import type {Silence} from '../../core/guard/silence.ts';
import {isInScope} from '../../core/config/project-scope.ts';
import {states} from '../../core/incident/incident.ts';
import type {State} from '../../core/incident/reason.ts';
import {errorText} from '../../core/lib/error.ts';
import type {Channel} from '../../core/ports/ports.ts';
import {updateMark} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';
import {silencesNow} from '../lib/silences-now.ts';

type NoticeDeps = Pick<Deps, 'settings' | 'guardStore' | 'channels' | 'clock' | 'log'>;

/**
 * Tells each channel that hears of what a silence covers once that it began, and once that it is over. That somebody is about to is stored
 * first: after a crash another one looks whether it is there, where the channel can be looked into, and
 * posts it.
 * @throws StoreError, StaleError.
 */
export async function announceSilences(deps: NoticeDeps): Promise<void> {
  const silences = await silencesNow(deps);
  if (silences === undefined) {
    deps.log.error('the list of silences cannot be read: nothing is changed, and all is told', {
      next: 'mesh-responder silence end --all',
    });
    return;
  }
  if (silences.length === 0) return;
  const known = noticesIn((await deps.guardStore.mark(noticesMark))?.value);
  for (const channel of deps.channels.filter(one => one.only === undefined)) {
    for (const notice of dueNotices(silences, known, channel.id, deps.clock.now())) {
      if (!hears(channel, notice, deps)) continue;
      await tell(deps, channel, notice, silences);
    }
  }
}

/** Whether a channel would hear of an incident that the silence may keep untold. */
function hears(
  {takes}: Channel,
  notice: Notice,
  {settings}: Pick<NoticeDeps, 'settings'>,
): boolean {
  if (takes === undefined) return true;
  const {about} = silenceMessage(notice);
  const {silence} = notice;
  const {projects, routes = []} = settings;
  const covered = projects.filter(one => isInScope(silence, one.id, one));
  const targets = [about.target, ...covered.map(one => ({...about.target, project: one.id}))];
  // What no route tells apart is asked about once.
  const named =
    silence.runbook === undefined
      ? ['', ...routes.flatMap(one => one.runbook ?? [])]
      : [silence.runbook];
  const reached = ['no-action', ...routes.flatMap(one => one.states ?? [])].filter(isState);
  return named.some(runbook =>
    reached.some(state => targets.some(target => takes({...about, runbook, state, target}))),
  );
}

async function tell(
  deps: NoticeDeps,
  channel: Channel,
  notice: Notice,
  silences: readonly Silence[],
): Promise<void> {
  const name = noticeName(notice, channel.id);
  const write = (edit: (before: Noticed | undefined) => Noticed | undefined) =>
    updateMark<Noticed | 'taken' | undefined>(deps.guardStore, noticesMark, value => {
      const known = noticesIn(value);
      const before = known.get(name);
      const next = edit(before);
      if (next === undefined) return {result: 'taken'};
      const now = deps.clock.now();
      return {value: noticesValue(known, [name, next], silences, now), result: before};
    });
  const before = await write(noticed => {
    const now = deps.clock.now();
    return mayTry(noticed, now) ? {at: now, doubts: (noticed?.doubts ?? 0) + 1} : undefined;
  });
  if (before === 'taken') return;
  try {
    await channel.deliver(silenceMessage(notice), {doubts: before?.doubts ?? 0});
  } catch (error) {
    const {silence, kind} = notice;
    deps.log.error('a silence could not be announced; it is tried again in a few minutes', {
      ...{silence: silence.id, kind, channel: channel.id, error: errorText(error)},
    });
    return;
  }
  await write(() => ({at: deps.clock.now(), doubts: 0}));
}

function isState(name: string): name is State {
  return Object.hasOwn(states, name);
}
