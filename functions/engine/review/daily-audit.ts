import {auditMessage} from '../../core/audit/audit-message.ts';
import {findingKey} from '../../core/audit/match.ts';
import {errorText} from '../../core/lib/error.ts';
import {listAt} from '../../core/lib/json.ts';
import type {Channel, Mark} from '../../core/ports/ports.ts';
import {updateMark} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';
import {identitiesOf, selfAudit, type SelfAudit} from './self-audit.ts';

type DailyDeps = Pick<
  Deps,
  | 'settings'
  | 'store'
  | 'guardStore'
  | 'history'
  | 'actions'
  | 'channels'
  | 'clock'
  | 'timing'
  | 'log'
>;

/**
 * Remembers when the self-audit was made last, and what people were told of it. In the guard's store: who may write
 * incidents alone must not make it forget.
 */
const auditMark = 'self-audit';
const daySeconds = 24 * 60 * 60;
/** Each audit looks back over the one before: one that was cut short costs nothing. */
const lookBackSeconds = 2 * daySeconds;
/** So many findings are remembered as told; with more of them something else is wrong. */
const toldKept = 2_000;

/**
 * Where the configuration says so, audits the responder once a day, and tells each channel once of each thing that has no
 * partner.
 * @throws StoreError, StaleError.
 */
export async function dailyAudit(deps: DailyDeps): Promise<void> {
  const {settings, clock, timing, log} = deps;
  if (settings.selfAudit?.daily !== true) return;
  const now = clock.now();
  const mark = await deps.guardStore.mark(auditMark);
  const last = mark?.value['at'];
  // A clock that was put back must not stop it.
  if (typeof last === 'number' && now >= last && now - last < timing.seconds(daySeconds)) return;
  if ((await begun(deps, mark, now)) === 'stale') return;
  const identities = identitiesOf(settings);
  if (identities.length === 0) {
    log.error('the self-audit has nobody to look for: the configuration has no messages.identity', {
      next: 'set messages.identity',
    });
    return;
  }
  const from = now - timing.seconds(lookBackSeconds);
  const found = await selfAudit(deps, {from, now, identities});
  for (const {project, why} of found.unread) {
    log.error('the self-audit could not read an audit log', {project, error: why});
  }
  for (const channel of deps.channels.filter(one => one.only === undefined)) {
    await tell(deps, channel, found);
  }
}

/** Whoever stores it first makes the audit. */
function begun(
  {guardStore}: DailyDeps,
  mark: Mark | undefined,
  now: number,
): Promise<'stored' | 'stale'> {
  const value = {...mark?.value, at: now};
  return guardStore.setMark({name: auditMark, version: (mark?.version ?? 0) + 1, value});
}

async function tell(deps: DailyDeps, channel: Channel, found: SelfAudit): Promise<void> {
  const {guardStore, settings, clock, log} = deps;
  const told = new Set(listAt((await guardStore.mark(auditMark))?.value, 'told'));
  const isNew = (finding: Parameters<typeof findingKey>[0]): boolean =>
    !told.has(`${channel.id}|${findingKey(finding)}`);
  const unintended = found.unintended.filter(isNew);
  const unlogged = found.unlogged.filter(isNew);
  if (unintended.length + unlogged.length === 0) return;
  const message = auditMessage(
    {unintended, unlogged},
    {now: clock.now(), config: settings.messages?.config},
  );
  if (channel.takes?.(message.about) === false) return;
  try {
    await channel.deliver(message, {});
  } catch (error) {
    log.error('the self-audit could not be told; the next one tells it', {
      ...{channel: channel.id, error: errorText(error)},
    });
    return;
  }
  const keys = [...unintended, ...unlogged].map(one => `${channel.id}|${findingKey(one)}`);
  await updateMark<undefined>(guardStore, auditMark, value => ({
    value: {...value, told: [...listAt(value, 'told'), ...keys].slice(-toldKept)},
    result: undefined,
  }));
}
