import type {Locale} from '../../../core/texts/define-texts.ts';
import type {Command} from '../../shell/command.ts';

/** What can be completed of an option. */
export interface CompletedOption {
  readonly name: string;
  readonly short?: string;
  /** What its value may be; undefined: it takes none. */
  readonly value?:
    {readonly kind: 'file' | 'any'} | {readonly kind: 'words'; readonly words: readonly string[]};
}

/** What can be completed of a command. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly verbs: readonly string[];
  readonly options: readonly CompletedOption[];
}

export type Completed = CompletedCommand;

const everywhere: readonly CompletedOption[] = [
  {name: 'help', short: 'h'},
  {name: 'locale', value: {kind: 'words', words: ['en', 'ko']}},
];

/** What a shell completes, from the commands themselves. `help` takes a command. */
export async function completed(
  commands: readonly Command[],
  locale: Locale,
): Promise<readonly Completed[]> {
  const {scenarios} = await import('../../../../sandbox/scenarios.ts');
  const names = scenarios.map(one => one.name);
  const own = commands.map(({name, summary, verbs = [], options}) => ({
    name,
    summary: summary[locale],
    verbs,
    options: [
      ...Object.entries(options).map(([option, {type, short, of}]) => ({
        name: option,
        ...(short !== undefined && {short}),
        ...(type === 'string' && {value: valueOf(of, names)}),
      })),
      ...everywhere,
    ],
  }));
  const help = {en: 'explain a command', ko: '명령어 설명'}[locale];
  return [...own, {name: 'help', summary: help, verbs: commands.map(one => one.name), options: []}];
}

function valueOf(
  of: Command['options'][string]['of'],
  scenarios: readonly string[],
): NonNullable<CompletedOption['value']> {
  if (of === undefined) return {kind: 'any'};
  if (of === 'file') return {kind: 'file'};
  return {kind: 'words', words: of === 'scenario' ? scenarios : of};
}
