import {extname} from 'node:path';
import type {Words} from '../../core/texts/words.ts';
import {ConfigError, type ConfigFault} from './config-error.ts';

const sizeLimit = 1024 * 1024;
/** More than any hand-written file repeats, far below what makes an alias bomb. */
const aliasLimit = 100;
/** One slip makes many syntax faults after it; the first tell. */
const syntaxLimit = 10;

/** Syntax faults in our own words: the parsers' quote the text, and with it perhaps a secret. */
const sentences: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: {
    en: 'a tab indents this line; YAML wants spaces',
    ko: '탭으로 들여쓴 줄입니다. YAML에는 공백을 사용하세요',
  },
  DUPLICATE_KEY: {
    en: 'this key is given twice; keep one',
    ko: '같은 키가 두 번 있습니다. 하나만 남기세요',
  },
  MULTIPLE_DOCS: {
    en: 'a second document begins here (---); keep one',
    ko: '두 번째 문서가 시작됩니다(---). 하나만 남기세요',
  },
  NON_STRING_KEY: {
    en: 'this key is no plain text; is a bracket or a colon misplaced?',
    ko: '키가 일반 텍스트가 아닙니다. 괄호나 콜론의 위치를 확인하세요',
  },
  RESOURCE_EXHAUSTION: {en: 'this is nested too deeply', ko: '너무 깊게 중첩되어 있습니다'},
  TAG_RESOLVE_FAILED: {
    en: 'a tag (!…) stands here; write the plain value',
    ko: '태그(!…)가 있습니다. 일반 값을 입력하세요',
  },
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
      {
        path: '',
        problem: {
          en: 'is larger than 1 MiB; is it the right file?',
          ko: '1MiB보다 큽니다. 올바른 파일인지 확인하세요',
        },
      },
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
    const problem =
      where === undefined
        ? {en: 'is not valid JSON', ko: '올바른 JSON이 아닙니다'}
        : {en: `is not valid JSON at ${where}`, ko: `올바른 JSON이 아닙니다(${where})`};
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
        const {en, ko} = sentences[code] ?? {
          en: `this is not valid YAML (${code})`,
          ko: `올바른 YAML이 아닙니다(${code})`,
        };
        const problem = {
          en: `line ${line}, column ${col}: ${en}`,
          ko: `${line}행 ${col}열: ${ko}`,
        };
        return {code, fault: {path: '', problem}};
      });
    if (faults.length > 0) return {faults, value: undefined};
    return {faults, value: document.toJS({maxAliasCount: aliasLimit})};
  } catch (error) {
    const fault = {path: '', problem: refusal(error)};
    return {faults: [{code: undefined, fault}], value: undefined};
  }
}

/** The parser throws a ReferenceError for aliases; anything else is a bug of its own. */
function refusal(error: unknown): Words {
  return error instanceof ReferenceError
    ? {
        en: `a YAML alias (*name) has no anchor (&name) before it, or aliases repeat more than ${aliasLimit} values; write them out`,
        ko: `YAML 별칭(*이름) 앞에 앵커(&이름)가 없거나 별칭이 ${aliasLimit}개가 넘는 값을 반복합니다. 값을 직접 입력하세요`,
      }
    : {en: 'cannot be read as YAML', ko: 'YAML로 읽을 수 없습니다'};
}
