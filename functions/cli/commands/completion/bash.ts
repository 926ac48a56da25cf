import type {Completed, CompletedOption} from './completed.ts';

/** For bash 4 and later; what stands in it are our own names, of letters, digits, `-` and `/`. */
export function bash(commands: readonly Completed[]): string {
  const names = commands.map(one => one.name).join(' ');
  return `# mesh-responder completion bash
_mesh_responder() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command= word words=() values= verbs= options=
  # bash takes "--name=value" apart; a value begins behind the sign.
  if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  local skipped=
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word == -* || $word == = || $skipped == --locale ]]; then
      [[ $word == = ]] || skipped=$word
      continue
    fi
    command=$word
    break
  done
  if [[ -z $command && $previous == --locale ]]; then
    COMPREPLY=($(compgen -W 'en ko' -- "$current"))
    return
  fi
  case $command in
${commands.map(caseOf).join('\n')}
    *)
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--help --version --locale' -- "$current"))
      else COMPREPLY=($(compgen -W '${names}' -- "$current")); fi
      return;;
  esac
  if [[ $values == FILE ]]; then COMPREPLY=($(compgen -f -- "$current")); compopt -o filenames 2>/dev/null
  elif [[ $values == ANY ]]; then COMPREPLY=()
  elif [[ -n $values ]]; then COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current"))
  else COMPREPLY=($(compgen -W "$verbs" -- "$current"))
    if [[ \${#COMPREPLY[@]} -eq 0 ]]; then COMPREPLY=($(compgen -f -- "$current")); compopt -o filenames 2>/dev/null; fi
  fi
}
complete -F _mesh_responder mesh-responder
`;
}

function caseOf({name, verbs, options}: Completed): string {
  const values = options.flatMap(valueCase);
  return `    ${name})
      verbs='${verbs.join(' ')}' options='${options.map(one => `--${one.name}`).join(' ')}'
      case $previous in
${values.join('\n')}
      esac;;`;
}

function valueCase({name, short, value}: CompletedOption): readonly string[] {
  if (value === undefined) return [];
  const spelled = short === undefined ? `--${name}` : `--${name}|-${short}`;
  const words = value.kind === 'words' ? value.words.join(' ') : value.kind.toUpperCase();
  return [`        ${spelled}) values='${words}';;`];
}
