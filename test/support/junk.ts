import {envelope, wrapped} from './function.ts';

/** A body that can never be used, and the reason that quarantine must give. */
export interface Junk {
  readonly name: string;
  readonly body: unknown;
  readonly reason: string;
}

/** An entry, as JSON, that is nobody's or hostile in its text; acknowledged, not kept. */
export interface Harmless {
  readonly name: string;
  readonly json: string;
}

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const nested = (depth: number): string =>
  `${'{"jsonPayload":'.repeat(depth)}null${'}'.repeat(depth)}`;
const complaint = 'Connect Gateway API has not been used in project ';

/** Bodies that must be acknowledged, so that they are not delivered again, and kept with a reason. */
export const junk: readonly Junk[] = [
  {name: 'no body', body: '', reason: 'junk.empty'},
  {name: 'an empty object', body: {}, reason: 'junk.empty'},
  {name: 'a bare array', body: [1, 2], reason: 'junk.no-object'},
  {name: 'a message that is none', body: {message: 7}, reason: 'junk.no-message'},
  {name: 'no data', body: {message: {messageId: '1'}}, reason: 'junk.empty'},
  {name: 'empty data', body: wrapped(''), reason: 'junk.empty'},
  {name: 'data that are no text', body: wrapped({a: 1}), reason: 'junk.not-base64'},
  {name: 'wrong base64', body: wrapped('%%%not base64%%%'), reason: 'junk.not-base64'},
  {name: 'base64 of no JSON', body: envelope('{"insertId": '), reason: 'junk.not-json'},
  {name: 'base64 of bytes', body: wrapped('AP8A/wD/'), reason: 'junk.not-json'},
  {name: 'an array', body: envelope('[{"insertId":"a"}]'), reason: 'junk.not-an-object'},
  {name: 'a string', body: envelope('"entry"'), reason: 'junk.not-an-object'},
  {name: 'null', body: envelope('null'), reason: 'junk.not-an-object'},
  {name: 'arrays 10,000 deep', body: envelope(deep(10_000)), reason: 'junk.not-an-object'},
  {
    name: 'more data than any entry',
    body: wrapped('A'.repeat(2 ** 20 + 4)),
    reason: 'junk.too-large',
  },
];

const place = {
  insertId: 'hostile',
  logName: 'projects/shop-prod/logs/istiod',
  severity: 'ERROR',
  resource: {type: 'istio_control_plane', labels: {project_id: 'shop-prod'}},
};
const said = (message: string): string => JSON.stringify({...place, jsonPayload: {message}});
const json = (value: unknown): string => JSON.stringify(value);

/** Entries that must change nothing, however they are made. */
export const harmless: readonly Harmless[] = [
  {name: 'no fields', json: json({severity: 'ERROR'})},
  {name: 'wrong types', json: json({insertId: 7, logName: [], resource: 'x', jsonPayload: 1})},
  {name: 'prototypes', json: '{"__proto__":{"logName":1},"constructor":{}}'},
  {
    name: 'an unknown severity',
    json: json({
      ...place,
      severity: 'DREADFUL',
      jsonPayload: {message: `${complaint}415104041262 before`},
    }),
  },
  {name: 'objects 10,000 deep', json: nested(10_000)},
  {name: '256 KiB', json: json({...place, textPayload: 'x'.repeat(256 * 1024 - 400)})},
  {name: 'words without end', json: said(`API${' has not been used'.repeat(15_000)}`)},
  {name: 'blanks without end', json: said(`Connect Gateway API${' '.repeat(300_000)}has`)},
  {name: 'quotes without end', json: said(`failed calling webhook ${'\\"'.repeat(100_000)}`)},
  {name: 'webhooks without end', json: said('failed calling webhook "a'.repeat(12_000))},
  {
    name: 'urls without end',
    json: said(`Build API has not been used in ${'/apis/api/a.'.repeat(25_000)}`),
  },
  {name: 'denials without end', json: said('admission webhook "'.repeat(15_000) + 'denied the')},
];

/** A bare entry with a message of a million characters: more than Cloud Logging exports. */
export const million = said('z'.repeat(1_000_000));
