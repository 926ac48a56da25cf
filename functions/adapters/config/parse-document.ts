import {extname} from 'node:path';
import {ConfigError, type ConfigFault} from './config-error.ts';
import {repeatedKeys} from './repeated-keys.ts';

const sizeLimit = 1024 * 1024;
/** More than any hand-written file repeats, far below what makes an alias bomb. */
const aliasLimit = 100;
/** One slip makes many syntax faults after it; the first tell. */
const syntaxLimit = 10;

/** Syntax faults in our own words: the parsers' quote the text, and with it perhaps a secret. */
const sentences: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab indents this line; YAML wants spaces',
  DUPLICATE_KEY: 'this key is given twice; keep one',
  MULTIPLE_DOCS: 'a second document begins here (---); keep one',
  NON_STRING_KEY: 'this key is no plain text; is a bracket or a colon misplaced?',
  RESOURCE_EXHAUSTION: 'this is nested too deeply',
  TAG_RESOLVE_FAILED: 'a tag (!…) stands here; write the plain value',
};

/**
 * Reads the text of a configuration file as JSON (name ends in .json, or the text begins with a brace
 * and is JSON) or as YAML. YAML scalars stay text as written, so that `no`, `0123`, dates and large
 * numbers mean what they show. Loads the YAML parser only for YAML.
 * @throws ConfigError
 */
export async function parseDocument(text: string, file: string): Promise<unknown> {
  if (text.length > sizeLimit || Buffer.byteLength(text) > sizeLimit) {
    throw new ConfigError(file, [
      {path: '', problem: 'is larger than 1 MiB; is it the right file?'},
    ]);
  }
  const body = text.replace(/^\uFEFF/, '');
  const isJson = extname(file).toLowerCase() === '.json';
  if (isJson || body.trimStart().startsWith('{')) {
    const json = parseJson(body);
    if (json.kind === 'value') return throwing(file, json.faults, json.value);
    if (isJson) throw new ConfigError(file, [json.fault]);
  }
  const {faults, value} = await parseYaml(body);
  return throwing(file, faults, value);
}

function throwing(file: string, faults: readonly ConfigFault[], value: unknown): unknown {
  if (faults.length > 0) throw new ConfigError(file, faults);
  return value;
}

type Json =
  | {readonly kind: 'value'; readonly value: unknown; readonly faults: readonly ConfigFault[]}
  | {readonly kind: 'fault'; readonly fault: ConfigFault};

function parseJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    const faults = repeatedKeys(text).map(path => ({path, problem: 'is given twice; keep one'}));
    return {kind: 'value', value, faults};
  } catch (error) {
    const where = /line \d+ column \d+/.exec(String(error))?.[0];
    const problem = `is not valid JSON${where === undefined ? '' : ` at ${where}`}`;
    return {kind: 'fault', fault: {path: '', problem}};
  }
}

async function parseYaml(text: string): Promise<{faults: readonly ConfigFault[]; value: unknown}> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  try {
    const document = yaml.parseDocument(text, {
      schema: 'failsafe',
      resolveKnownTags: false,
      stringKeys: true,
      prettyErrors: false,
      lineCounter: lines,
    });
    const said = [...document.errors, ...document.warnings].slice(0, syntaxLimit);
    const faults = said.map(({code, pos}) => {
      const {line, col} = lines.linePos(pos[0]);
      const problem = sentences[code] ?? `this is not valid YAML (${code})`;
      return {path: '', problem: `line ${line}, column ${col}: ${problem}`};
    });
    if (faults.length > 0) return {faults, value: undefined};
    return {faults, value: document.toJS({maxAliasCount: aliasLimit})};
  } catch (error) {
    return {faults: [{path: '', problem: refusal(error)}], value: undefined};
  }
}

/** The parser throws a ReferenceError for aliases; anything else is a bug of its own. */
function refusal(error: unknown): string {
  return error instanceof ReferenceError
    ? `a YAML alias (*name) has no anchor (&name) before it, or aliases repeat more than ${aliasLimit} values; write them out`
    : 'cannot be read as YAML';
}
