import type {Completed, CompletedOption} from './completed.ts';

const head = 'complete -c mesh-responder';

/** For fish: one line for each command, verb and option. */
export function fish(commands: readonly Completed[]): string {
  const lines = commands.flatMap(command => [
    `${head} -f -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`,
    ...linesOf(command),
  ]);
  return `# mesh-responder completion fish\n${lines.join('\n')}\n`;
}

function linesOf({name, verbs, options}: Completed): readonly string[] {
  const here = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
  return [
    ...(verbs.length === 0 ? [] : [`${head} -f ${here} -a ${quoted(verbs.join(' '))}`]),
    ...options.map(option => `${head} ${here} ${optionOf(option)}`),
  ];
}

function optionOf({name, short, value}: CompletedOption): string {
  const flags = `-l ${name}${short === undefined ? '' : ` -s ${short}`}`;
  if (value === undefined) return flags;
  switch (value.kind) {
    case 'file':
      return `${flags} -r -F`;
    case 'any':
      return `${flags} -x`;
    case 'words':
      return `${flags} -x -a ${quoted(value.words.join(' '))}`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
