import type {JsonObject} from '../../../functions/core/lib/json.ts';
import {ok, type Answer} from '../../http/answer.ts';
import type {Site} from '../../http/call.ts';
import type {SlackView, Trigger} from '../../chat.ts';
import {insertId} from '../../entries/id.ts';
import {at, isObject, listAt, stamp, textAt} from '../../json.ts';
import {findHuman, slackApp, workspace} from '../../people.ts';
import {nextSerial} from '../../world/world.ts';
import {checkView} from './check-view.ts';
import {type Problem, refuse} from './message.ts';
import {missing} from './text-limits.ts';

/** How long an app may open a window for a click: https://docs.slack.dev/interactivity/handling-user-interaction */
export const triggerMs = 3000;

/** Bytes of a view: the error `view_too_large`. */
const sizeLimit = 250 * 1024;

/** Hands out what a click lets the app open one window with. */
export function newTrigger(site: Site, user: string, now: number): Trigger {
  const serial = nextSerial(site.world);
  const id = `${now}.${serial}.${insertId('trigger', serial)}`;
  const trigger = {id, user, at: now, used: false};
  site.chat.triggers.push(trigger);
  return trigger;
}

/** https://docs.slack.dev/reference/methods/views.open */
export function openView(site: Site, fields: unknown, now: number): Answer {
  const view = viewIn(fields);
  const asked = textAt(fields, 'trigger_id');
  const trigger = site.chat.triggers.find(one => one.id === asked);
  const bad =
    wrongArguments([...(asked === '' ? missing('trigger_id', '') : []), ...viewFaults(view)]) ??
    tooLarge(view) ??
    triggerFault(trigger, now) ??
    takenId(site, view);
  if (bad !== undefined || trigger === undefined || !isObject(view))
    return refused(site, bad ?? invalidTrigger, now);
  trigger.used = true;
  const opened: SlackView = {
    id: `V${insertId('view', nextSerial(site.world)).slice(0, 10).toUpperCase()}`,
    user: trigger.user,
    team: findHuman(site.people, trigger.user).team,
    trigger: trigger.id,
    now: {at: stamp(now), text: '', body: withBlockIds(view)},
    edits: [],
    hash: newHash(site, now),
    status: 'open',
    errors: {},
  };
  site.chat.views.push(opened);
  return ok({ok: true, view: shownView(opened)});
}

/** https://docs.slack.dev/reference/methods/views.update */
export function updateView(site: Site, fields: unknown, now: number): Answer {
  const view = viewIn(fields);
  const id = textAt(fields, 'view_id');
  const external = textAt(fields, 'external_id');
  const hash = textAt(fields, 'hash');
  const found = site.chat.views.find(
    one =>
      one.status === 'open' &&
      (id === ''
        ? external !== '' && textAt(one.now.body, 'external_id') === external
        : one.id === id),
  );
  const bad =
    wrongArguments([
      ...(id === '' && external === '' ? missing('view_id', '') : []),
      // Its words: https://github.com/slack-go/slack/issues/667
      ...(id !== '' && external !== '' ? ['Cannot provide both `view_id` and `external_id`'] : []),
      ...viewFaults(view),
    ]) ?? tooLarge(view);
  if (bad !== undefined || !isObject(view)) return refused(site, bad ?? invalidTrigger, now);
  if (found === undefined) return refused(site, {error: 'not_found', details: []}, now);
  if (hash !== '' && hash !== found.hash)
    return refused(site, {error: 'hash_conflict', details: []}, now);
  showAnew(site, found, view, now);
  return ok({ok: true, view: shownView(found)});
}

/** What is wrong with a view that an app wants to show; empty when nothing is. */
export function viewFaults(view: unknown): readonly string[] {
  return view === undefined ? missing('view', '') : checkView(view);
}

/** Replaces what a modal shows. */
export function showAnew(site: Site, found: SlackView, view: JsonObject, now: number): void {
  found.edits.push(found.now);
  found.now = {at: stamp(now), text: '', body: withBlockIds(view)};
  found.hash = newHash(site, now);
  found.errors = {};
}

/** A view as Slack shows it to the app; `values` is what stands in its fields. */
export function shownView(
  {id, team, hash, now: {body}}: SlackView,
  values: JsonObject = {},
): JsonObject {
  return {
    id,
    team_id: team,
    type: 'modal',
    blocks: listAt(body, 'blocks'),
    private_metadata: textAt(body, 'private_metadata'),
    callback_id: textAt(body, 'callback_id'),
    state: {values},
    hash,
    title: body['title'],
    clear_on_close: body['clear_on_close'] === true,
    notify_on_close: body['notify_on_close'] === true,
    close: body['close'] ?? null,
    submit: body['submit'] ?? null,
    previous_view_id: null,
    root_view_id: id,
    app_id: slackApp.id,
    external_id: textAt(body, 'external_id'),
    app_installed_team_id: workspace.id,
    bot_id: slackApp.bot,
  };
}

/** A view is JSON in JSON, where a program does as the reference says. */
function viewIn(fields: unknown): unknown {
  const view = at(fields, 'view');
  if (typeof view !== 'string') return view;
  try {
    return JSON.parse(view);
  } catch {
    return view;
  }
}

const invalidTrigger: Problem = {error: 'invalid_trigger_id', details: []};

function triggerFault(trigger: Trigger | undefined, now: number): Problem | undefined {
  if (trigger === undefined) return invalidTrigger;
  if (trigger.used) return {error: 'exchanged_trigger_id', details: []};
  return now - trigger.at > triggerMs ? {error: 'expired_trigger_id', details: []} : undefined;
}

function wrongArguments(details: readonly string[]): Problem | undefined {
  return details.length === 0 ? undefined : {error: 'invalid_arguments', details};
}

function tooLarge(view: unknown): Problem | undefined {
  return Buffer.byteLength(JSON.stringify(view ?? null)) > sizeLimit
    ? {error: 'view_too_large', details: []}
    : undefined;
}

function takenId(site: Site, view: unknown): Problem | undefined {
  const id = textAt(view, 'external_id');
  const isTaken = site.chat.views.some(one => textAt(one.now.body, 'external_id') === id);
  return id !== '' && isTaken ? {error: 'duplicate_external_id', details: []} : undefined;
}

function refused(site: Site, bad: Problem, now: number): Answer {
  site.chat.refused.push({at: stamp(now), service: 'slack', ...bad});
  return refuse(bad.error, bad.details);
}

function newHash(site: Site, now: number): string {
  return `${Math.floor(now / 1000)}.${insertId('hash', nextSerial(site.world)).slice(0, 8)}`;
}

function withBlockIds(view: JsonObject): JsonObject {
  return {...view, blocks: blocksWithIds(listAt(view, 'blocks'))};
}

/** Slack gives an id of its own to a block that has none. */
export function blocksWithIds(blocks: readonly unknown[]): readonly unknown[] {
  return blocks.map((one, index) =>
    isObject(one) && textAt(one, 'block_id') === ''
      ? {...one, block_id: insertId('block', index).slice(0, 5)}
      : one,
  );
}
