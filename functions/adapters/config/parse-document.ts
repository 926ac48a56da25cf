import {extname} from 'node:path';
import {ConfigError, type ConfigFault} from './config-error.ts';

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
 * numbers mean what they show. The YAML parser is loaded for YAML, and for JSON that may give a key
 * twice.
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
    if (json.kind === 'value') {
      return throwing(file, await repeatedKeys(body, json.value), json.value);
    }
    if (isJson) throw new ConfigError(file, [json.fault]);
  }
  const {faults, value} = await parseYaml(body);
  return throwing(
    file,
    faults.map(one => one.fault),
    value,
  );
}

function throwing(file: string, faults: readonly ConfigFault[], value: unknown): unknown {
  if (faults.length > 0) throw new ConfigError(file, faults);
  return value;
}

type Json =
  | {readonly kind: 'value'; readonly value: unknown}
  | {readonly kind: 'fault'; readonly fault: ConfigFault};

function parseJson(text: string): Json {
  try {
    return {kind: 'value', value: JSON.parse(text)};
  } catch (error) {
    const where = /line \d+ column \d+/.exec(String(error))?.[0];
    const problem = `is not valid JSON${where === undefined ? '' : ` at ${where}`}`;
    return {kind: 'fault', fault: {path: '', problem}};
  }
}

/**
 * Keys that a JSON text gives twice in one object: `JSON.parse` silently takes the last. A text that is
 * written as its value would be has none, so that the YAML parser, which finds them, stays unloaded for
 * what a program wrote: a deployed function reads such a file when it starts.
 */
async function repeatedKeys(text: string, value: unknown): Promise<readonly ConfigFault[]> {
  if (withoutSpace(text) === withoutSpace(JSON.stringify(value))) return [];
  const {faults} = await parseYaml(text);
  return faults.filter(one => one.code === 'DUPLICATE_KEY').map(one => one.fault);
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

interface YamlFault {
  /** The parser's own word; undefined when it could not go on. */
  readonly code: string | undefined;
  readonly fault: ConfigFault;
}

async function parseYaml(text: string): Promise<{faults: readonly YamlFault[]; value: unknown}> {
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
    const faults = [...document.errors, ...document.warnings]
      .sort((one, other) => one.pos[0] - other.pos[0])
      .slice(0, syntaxLimit)
      .map(({code, pos}) => {
        const {line, col} = lines.linePos(pos[0]);
        const problem = sentences[code] ?? `this is not valid YAML (${code})`;
        return {code, fault: {path: '', problem: `line ${line}, column ${col}: ${problem}`}};
      });
    if (faults.length > 0) return {faults, value: undefined};
    return {faults, value: document.toJS({maxAliasCount: aliasLimit})};
  } catch (error) {
    const fault = {path: '', problem: refusal(error)};
    return {faults: [{code: undefined, fault}], value: undefined};
  }
}

/** The parser throws a ReferenceError for aliases; anything else is a bug of its own. */
function refusal(error: unknown): string {
  return error instanceof ReferenceError
    ? `a YAML alias (*name) has no anchor (&name) before it, or aliases repeat more than ${aliasLimit} values; write them out`
    : 'cannot be read as YAML';
}
