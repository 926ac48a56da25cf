import type {Body} from './read-body.ts';
import type {Sandbox} from '../sandbox.ts';
import {at, isObject, listAt} from '../json.ts';
import {ok, type Answer} from './answer.ts';
import {clicksHelp, controlClicks} from './control-clicks.ts';

const help = [
  'GET config[?interact=1]',
  'GET state',
  'GET requests',
  'GET chat',
  'GET pages',
  'GET published',
  'GET entries[?format=ndjson][&from=N]',
  'GET faults',
  'POST faults {"fault": "HOST:VERB=EFFECT"}',
  'DELETE faults',
  'POST world {...}',
  'POST reset',
  ...clicksHelp,
];

/** Answers the calls under `/_sandbox/`: the functions of the sandbox object, over HTTP. */
export async function control(
  sandbox: Sandbox,
  method: string,
  target: string,
  body: Body,
): Promise<Answer> {
  const url = new URL(target, 'http://127.0.0.1');
  const what = `${method} ${url.pathname.slice('/_sandbox/'.length)}`;
  const value = body.kind === 'json' ? body.value : undefined;
  if (body.kind === 'junk' || body.kind === 'too-large')
    return wrong(`the body is ${body.kind}, JSON is wanted`);
  try {
    switch (what) {
      case 'GET config':
        return ok(
          url.searchParams.get('interact') === '1' ? sandbox.people.config() : sandbox.config,
        );
      case 'GET state':
        return ok(sandbox.state());
      case 'GET requests':
        return ok(sandbox.requests());
      case 'GET chat':
        return ok(sandbox.chat());
      case 'GET pages':
        return ok(sandbox.pages());
      case 'GET published':
        return ok(sandbox.published());
      case 'GET entries':
        return entries(sandbox, url.searchParams);
      case 'GET faults':
        return ok(sandbox.faults());
      case 'POST faults':
        for (const text of faultTexts(value)) sandbox.addFault(text);
        return ok(sandbox.faults());
      case 'DELETE faults':
        sandbox.clearFaults();
        return ok([]);
      case 'POST world':
        sandbox.patch(value ?? {});
        return ok(sandbox.state());
      case 'POST reset':
        sandbox.reset();
        return ok(sandbox.state());
      default:
        return (
          (await controlClicks(sandbox, what, value)) ?? {
            status: 404,
            body: {error: `there is no ${what}`, help},
          }
        );
    }
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

function wrong(error: string): Answer {
  return {status: 400, body: {error}};
}

function entries(sandbox: Sandbox, query: URLSearchParams): Answer {
  const from = Number(query.get('from') ?? 0);
  const list = sandbox.entries().slice(Number.isInteger(from) && from > 0 ? from : 0);
  if (query.get('format') !== 'ndjson') return ok(list);
  const text = list.map(entry => `${JSON.stringify(entry)}\n`).join('');
  return {status: 200, body: undefined, text, headers: {'content-type': 'application/x-ndjson'}};
}

function faultTexts(value: unknown): readonly string[] {
  const list = isObject(value) ? [at(value, 'fault'), ...listAt(value, 'faults')] : [value];
  const texts = list.filter(one => typeof one === 'string');
  if (texts.length === 0) throw new Error('POST faults wants {"fault": "HOST:VERB=EFFECT"}');
  return texts;
}
