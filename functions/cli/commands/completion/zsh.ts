import type {Completed, CompletedOption} from './completed.ts';

/** For zsh's own completion (`compinit`), to be found in `fpath` or sourced. */
export function zsh(commands: readonly Completed[]): string {
  return `#compdef mesh-responder
# mesh-responder completion zsh
_mesh_responder() {
  local -a commands
  commands=(
${commands.map(({name, summary}) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe -t commands command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(caseOf).join('\n')}
  esac
}
if [[ $funcstack[1] == _mesh_responder ]]; then _mesh_responder "$@"
else compdef _mesh_responder mesh-responder; fi
`;
}

function caseOf({name, verbs, options}: Completed): string {
  const rest =
    verbs.length === 0 ? `'*:file:_files'` : `'1:verb:(${verbs.join(' ')})' '*:file:_files'`;
  const all = options.flatMap(argumentsOf);
  return `    ${name}) _arguments ${[...all, rest].join(' ')};;`;
}

function argumentsOf({name, short, value}: CompletedOption): readonly string[] {
  const action = value === undefined ? '' : `:${name}:${actionOf(value)}`;
  const long = quoted(`*--${name}${value === undefined ? '' : '='}[${name}]${action}`);
  return short === undefined ? [long] : [long, quoted(`*-${short}[${name}]${action}`)];
}

function actionOf(value: NonNullable<CompletedOption['value']>): string {
  switch (value.kind) {
    case 'file':
      return '_files';
    case 'any':
      return ' ';
    case 'words':
      return `(${value.words.join(' ')})`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
