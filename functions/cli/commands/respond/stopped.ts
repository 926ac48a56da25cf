import {targetText} from '../../../core/detection/target.ts';
import {type Incident, standing} from '../../../core/incident/incident.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {actionById} from '../../../engine/lib/context.ts';
import {counted} from '../../shared/wording.ts';
import type {Io} from '../../shell/command.ts';
import type {Words} from '../../../core/texts/words.ts';

/** A run that a person may stop: it says at once that it has heard. */
export function stopOn(io: Io): AbortController {
  const stop = new AbortController();
  void io.stopped().then(() => {
    io.err(`${heard[io.locale]}\n`);
    stop.abort();
  });
  return stop;
}

const heard: Words = {
  en: 'Stopping after the step under way (Ctrl-C again: at once) …',
  ko: '진행 중인 단계를 마친 뒤 중지합니다(즉시 중지: Ctrl-C 한 번 더) …',
};

/** What a run that was stopped has changed, what of it nobody has verified, and how to go on. */
export function stoppedText(
  {
    incidents,
    deps,
    io,
  }: {readonly incidents: readonly Incident[]; readonly deps: Deps; readonly io: Io},
  config: string,
): string {
  const {locale} = io;
  const changed = incidents.flatMap(incident =>
    incident.work.actions
      .filter(({result, run}) => run === incident.work.run && mayBeMade(result))
      .map(one => {
        const {command} = actionById(deps, one.action).describe(one.params);
        const doubt = one.result === 'changed' ? '' : ` ${doubted[locale]}`;
        return `  ${incident.id}  ${targetText(incident.target)}${doubt}\n    ${command.replaceAll('\n', '\n    ')}`;
      }),
  );
  const open = incidents.filter(one => standing(one.state) !== 'closed');
  const unverified = open.map(one => `  ${one.id}  ${one.state}`);
  const {sqlite, firestore} = deps.settings.store;
  const isKept = sqlite !== undefined || firestore !== undefined;
  const again = `mesh-responder respond --config ${config} --apply`;
  const diagnose = `mesh-responder diagnose --config ${config} --project ${open[0]?.target.project ?? ''}`;
  return [
    stopped[locale](changed.length),
    ...changed,
    ...(open.length === 0 ? [] : [notOver[locale], ...unverified]),
    ...(open.length === 0
      ? []
      : [isKept ? `${goOn[locale]} ${again}` : `${forgotten[locale]} ${diagnose}`]),
    '',
  ].join('\n');
}

function mayBeMade(result: string | undefined): boolean {
  return result === undefined || result === 'changed';
}

const stopped: Readonly<Record<'en' | 'ko', (changes: number) => string>> = {
  en: changes =>
    changes === 0
      ? 'Stopped. Nothing was changed.'
      : `Stopped, after ${counted(changes, 'change')}:`,
  ko: changes =>
    changes === 0
      ? '중지되었습니다. 변경된 내용이 없습니다.'
      : `변경 ${changes}건 후 중지되었습니다.`,
};
const doubted: Words = {
  en: '(nobody knows whether it was made)',
  ko: '(실행되었는지 알 수 없음)',
};
const notOver: Words = {en: 'Not verified, or not over:', ko: '확인되지 않았거나 끝나지 않음:'};
const goOn: Words = {
  en: 'The store remembers them. Go on with:',
  ko: '저장소에 남아 있습니다. 이어서 실행:',
};
const forgotten: Words = {
  en: 'The configuration names no store, so that nothing is remembered. Look with:',
  ko: '구성에 저장소가 없어 남아 있지 않습니다. 확인:',
};
