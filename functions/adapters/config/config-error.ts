import type {Locale} from '../../core/texts/define-texts.ts';
import type {Words} from '../../core/texts/words.ts';

/** One thing that is wrong with a configuration. */
export interface ConfigFault {
  /** Where: `projects[1].number`; empty for the file as a whole. */
  readonly path: string;
  /** What was found, never a secret's value, and what is allowed. */
  readonly problem: Words;
}

/** A configuration that cannot be used, with every fault that it has. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly ConfigFault[];
  /** The message in each language. */
  readonly words: Words;

  /** `file` names the configuration for people. */
  constructor(file: string, faults: readonly ConfigFault[], options?: ErrorOptions) {
    const words: Words = {
      en: `configuration ${file}: ${faults.length === 1 ? '1 fault' : `${faults.length} faults`}; correct the file and start again${linesOf(faults, 'en', 'the file')}`,
      ko: `구성 ${file}: 오류 ${faults.length}개. 파일을 수정한 후 다시 시작하세요.${linesOf(faults, 'ko', '파일')}`,
    };
    super(words.en, options);
    this.words = words;
    this.faults = faults;
  }
}

function linesOf(faults: readonly ConfigFault[], locale: Locale, whole: string): string {
  return faults.map(({path, problem}) => `\n  ${path || whole}: ${problem[locale]}`).join('');
}

/** Writes a path as people do: `chat.slack.webhook`, `projects[1].number`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${keyText(String(step))}`))
    .join('')
    .replace(/^\./, '');
}

/** A forgotten colon makes a key of a secret (`{webhook https://…}`); such a key is not shown. */
function keyText(key: string): string {
  if (/:\/\/|xox/.test(key)) return '(not shown)';
  return key.slice(0, 60).replaceAll(/[^\x20-\x7e]/g, '?');
}
