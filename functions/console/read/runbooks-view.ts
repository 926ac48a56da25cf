import {usualDocsUrl} from '../../core/config/settings.ts';
import {modeFor} from '../../core/guard/mode-rules.ts';
import {allStates, turnIn} from '../../core/incident/listing.ts';
import {phraseByCode} from '../../core/texts/phrase.ts';
import type {RunbookView} from '../../pages/console/runbooks.ts';
import type {ReadDeps} from '../deps.ts';
import type {Speaking} from './speaking.ts';

/** Every registered runbook, and how far it may go in which project. @throws StoreError. */
export async function runbookViews(
  {settings, runbooks, actions, store}: ReadDeps,
  {say, locale}: Speaking,
): Promise<readonly RunbookView[]> {
  const states = allStates.filter(one => turnIn(one) !== 'nobody');
  const risks = new Map(actions.map(one => [one.manifest.id, one.manifest.risk]));
  const docs = settings.messages?.docsUrl ?? usualDocsUrl;
  return Promise.all(
    runbooks.map(async ({manifest}): Promise<RunbookView> => {
      const {id, page, isPrivate = false, causes} = manifest;
      const modes = Map.groupBy(settings.projects, project => {
        const {mode, by} = modeFor(settings, id, [project.id]);
        return `${mode} ${by}`;
      });
      return {
        id,
        about: say(phraseByCode(`headline.${id}`, {target: '…'})),
        page: isPrivate ? page : `${docs}/runbooks/${locale === 'en' ? id : `${id}.${locale}`}.md`,
        isPrivate,
        causes,
        actions: manifest.actions.map(action => ({
          id: action,
          risk: risks.get(action) ?? 'high',
          isAllowed: settings.actions?.includes(action) ?? true,
        })),
        modes: [...modes].map(([key, projects]) => {
          const [mode = '', ...by] = key.split(' ');
          return {
            mode,
            by: by.join(' '),
            projects: modes.size === 1 ? [] : projects.map(one => one.id),
          };
        }),
        open: await store.total({runbook: id, states}),
      };
    }),
  );
}
