import {readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {allCommands} from '../../shell/commands.ts';
import {oneOf, usage} from '../../shell/usage-error.ts';
import {bash} from './bash.ts';
import {fish} from './fish.ts';
import {type Completed, completed} from './completed.ts';
import {zsh} from './zsh.ts';

const shells: Readonly<Record<string, (commands: readonly Completed[]) => string>> = {
  bash,
  zsh,
  fish,
};
const verbs = Object.keys(shells);
const options = {} as const;

/** `completion`: prints what a shell needs to complete the command line. */
export const completion: Command = {
  name: 'completion',
  summary: {
    en: 'print the completion of commands and options for a shell',
    ko: '셸의 명령어 및 옵션 자동 완성 출력',
  },
  help: {
    en: `Usage: mesh-responder completion bash|zsh|fish

Prints a script that completes commands, verbs, options, scenarios and files.

  bash  source <(mesh-responder completion bash)
  zsh   mesh-responder completion zsh > "\${fpath[1]}/_mesh-responder"
  fish  mesh-responder completion fish |
          tee ~/.config/fish/completions/mesh-responder.fish`,
    ko: `사용법: mesh-responder completion bash|zsh|fish

명령어, 하위 명령어, 옵션, 시나리오, 파일을 자동 완성하는 스크립트를 출력합니다.

  bash  source <(mesh-responder completion bash)
  zsh   mesh-responder completion zsh > "\${fpath[1]}/_mesh-responder"
  fish  mesh-responder completion fish |
          tee ~/.config/fish/completions/mesh-responder.fish`,
  },
  options,
  verbs,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const [shell] = readArgs('completion', args, options, {files: 1}).rest;
  const script = shell === undefined || !Object.hasOwn(shells, shell) ? undefined : shells[shell];
  if (script === undefined) throw usage('completion', oneOf(verbs, shell));
  io.out(script(await completed(await allCommands(), io.locale)));
  return 0;
}
