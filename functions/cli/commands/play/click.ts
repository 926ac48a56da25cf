import {texts} from '../../../core/texts/texts.ts';
import {wrap} from '../../../adapters/chat/terminal/wrap.ts';
import {errorText} from '../../../core/lib/error.ts';
import {at, isObject, type JsonObject, listAt, textAt} from '../../../core/lib/json.ts';
import type {Words} from '../../../core/texts/words.ts';
import {type Given, type Options, readArgs} from '../../shell/args.ts';
import type {Exit, Io} from '../../shell/command.ts';
import {missing, needs, oneOf, usage} from '../../shell/usage-error.ts';

const services = ['slack', 'google-chat'] as const;

/** The options of `sandbox click`. */
export const clickOptions = {
  sandbox: {type: 'string'},
  to: {type: 'string'},
  incident: {type: 'string'},
  service: {type: 'string', of: services},
  as: {type: 'string'},
  field: {type: 'string', multiple: true},
  confirm: {type: 'boolean'},
  json: {type: 'boolean'},
} as const satisfies Options;

const name = 'sandbox click';

/**
 * `sandbox click`: presses a button in a sandbox that runs, shows the dialog that comes, and confirms it where that is
 * asked for.
 */
export async function click(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs(name, args, clickOptions, {files: 1});
  const order = orderOf(given, io);
  const show = (said: unknown): Exit => {
    io.out(given.flag('json') ? `${JSON.stringify(said)}\n` : shown(said, io));
    return exitOf(said);
  };
  const {sandbox, fields, to, ...press} = order;
  try {
    const pressed = await post(`${sandbox}/_sandbox/click`, {to, ...press});
    const exit = show(pressed);
    if (!given.flag('confirm') || textAt(pressed, 'outcome') !== 'asked') return exit;
    const dialog = textAt(pressed, 'dialog', 'id');
    return show(await post(`${sandbox}/_sandbox/submit`, {to, dialog, fields}));
  } catch (error) {
    io.err(`mesh-responder ${name}: ${errorText(error)}\n`);
    return 1;
  }
}

interface Order {
  readonly sandbox: string;
  readonly to: string;
  readonly service: string;
  readonly button: string;
  readonly incident?: string;
  readonly user?: string;
  readonly fields: Readonly<Record<string, string>>;
}

function orderOf(given: Given, io: Io): Order {
  const [button] = given.rest;
  if (button === undefined)
    throw usage(name, missing('BUTTON', {en: 'e.g. approve', ko: '예: approve'}));
  const service = given.text('service') ?? 'slack';
  if (!services.some(one => one === service))
    throw usage(name, oneOf(services, service, '--service'));
  const fields = given.list('field');
  if (fields.length > 0 && !given.flag('confirm')) throw usage(name, needs('--field', '--confirm'));
  const filled = Object.fromEntries(fields.map(fieldOf));
  const incident = given.text('incident');
  const user = given.text('as');
  return {
    sandbox: address('--sandbox', given.text('sandbox') ?? io.env.proxy?.origin),
    to: address('--to', given.text('to')),
    service,
    button,
    ...(incident !== undefined && {incident}),
    ...(user !== undefined && {user}),
    fields: filled,
  };
}

/** An address without a slash at its end. @throws UsageError where it is none. */
function address(option: string, text: string | undefined): string {
  if (text === undefined) throw usage(name, missing(option));
  if (URL.canParse(text) && new URL(text).protocol === 'http:') return text.replace(/\/+$/, '');
  throw usage(name, {
    en: `${option} "${text}" is no address like http://127.0.0.1:8080`,
    ko: `${option} "${text}" 값은 http://127.0.0.1:8080 형식의 주소가 아닙니다`,
  });
}

function fieldOf(text: string): readonly [string, string] {
  const sign = text.indexOf('=');
  if (sign > 0) return [text.slice(0, sign), text.slice(sign + 1)];
  throw usage(name, {
    en: `--field "${text}" is not of the form NAME=VALUE`,
    ko: `--field "${text}" 값은 이름=값 형식이 아닙니다`,
  });
}

/** Longer than the sandbox itself waits for the app, 3 s each for the press and a second delivery. */
const limitMs = 10_000;

/** @throws Error with what the sandbox says is wrong, or why it cannot be reached. */
async function post(url: string, body: JsonObject): Promise<JsonObject> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(limitMs),
  }).catch((cause: unknown) => {
    const why = errorText(
      cause instanceof Error && cause.cause !== undefined ? cause.cause : cause,
    );
    throw new Error(`no sandbox answers at ${url}: ${why}`, {cause});
  });
  const said: unknown = await answer.json().catch(() => undefined);
  if (answer.ok && isObject(said)) return said;
  throw new Error(textAt(said, 'error') ?? `${url} is no sandbox: it answered ${answer.status}`);
}

/** How it ended. A dialog that only tells has our word for it on top, in either language. */
function exitOf(said: unknown): Exit {
  const outcome = textAt(said, 'outcome');
  if (outcome === 'asked' || outcome === 'done') return 0;
  if (outcome === 'told') {
    const title = textAt(said, 'dialog', 'title');
    const {en, ko} = texts['dialog.refused'];
    return title === en || title === ko ? 3 : 0;
  }
  return outcome === 'wrong' ? 3 : 1;
}

/** What the person sees, in a frame; the app speaks its own language in it. */
function shown(said: unknown, {width, locale}: Io): string {
  const dialog = at(said, 'dialog');
  const trouble = textAt(said, 'trouble');
  const errors = at(said, 'errors');
  const wrong = isObject(errors) ? Object.entries(errors) : [];
  const end =
    trouble !== undefined
      ? `${words.trouble[locale]}: ${trouble}`
      : `${words[dialog === undefined ? 'done' : 'open'][locale]} (${String(at(said, 'ms'))} ms)`;
  return [
    ...(dialog === undefined ? [] : framed(dialog, width - 2, locale)),
    ...wrong.map(([field, text]) => `! ${field}: ${String(text)}`),
    end,
    '',
  ].join('\n');
}

const words = {
  done: {en: 'Taken; no dialog is open', ko: '접수됨. 열린 대화상자 없음'},
  open: {en: 'The dialog is open', ko: '대화상자가 열려 있음'},
  trouble: {en: 'The chat shows a failure', ko: '채팅에 실패가 표시됨'},
} as const satisfies Record<string, Words>;

function framed(dialog: unknown, width: number, locale: keyof Words): readonly string[] {
  const texts = listAt(dialog, 'texts').map(String);
  const commands = listAt(dialog, 'commands').map(one => `  ${String(one)}`);
  const fields = listAt(dialog, 'fields').map(one => fieldLine(one, locale));
  const buttons = listAt(dialog, 'buttons').map(one => `[${String(one)}]`);
  const parts = [texts, commands, fields, [buttons.join(' ')]].filter(one => one.length > 0);
  const lines = parts.flatMap(part => ['', ...part.flatMap(line => wrap(line, width))]);
  return [`┌ ${textAt(dialog, 'title') ?? ''}`, ...lines.map(line => `│ ${line}`.trimEnd()), '└'];
}

function fieldLine(field: unknown, locale: keyof Words): string {
  const options = listAt(field, 'options');
  const value = textAt(field, 'value') ?? '';
  const chosen = options.find(one => textAt(one, 'value') === value);
  const known = options.map(one => textAt(one, 'value')).join(', ');
  const most = at(field, 'maxLength');
  const limit =
    typeof most === 'number' ? {en: `at most ${most} characters`, ko: `최대 ${most}자`} : undefined;
  const hint = [textAt(field, 'name'), known === '' ? limit?.[locale] : known]
    .filter(one => one !== undefined)
    .join(': ');
  return `${textAt(field, 'label') ?? ''}: ${textAt(chosen, 'label') ?? value} (${hint})`;
}
