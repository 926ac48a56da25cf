/** One thing that is wrong with a configuration. */
export interface ConfigFault {
  /** Where: `projects[1].number`; empty for the file as a whole. */
  readonly path: string;
  /** What was found, never a secret's value, and what is allowed. */
  readonly problem: string;
}

/** A configuration that cannot be used, with every fault that it has. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly ConfigFault[];

  /** `file` names the configuration for people. */
  constructor(file: string, faults: readonly ConfigFault[], options?: ErrorOptions) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    const lines = faults.map(({path, problem}) => `\n  ${path || 'the file'}: ${problem}`);
    super(
      `configuration ${file}: ${count}; correct the file and start again${lines.join('')}`,
      options,
    );
    this.faults = faults;
  }
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
