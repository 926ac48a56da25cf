import {incidentMessage} from '../../core/announcement/incident-message.ts';
import type {Pages} from '../../core/announcement/links.ts';
import {type Settings, usualDocsUrl} from '../../core/config/settings.ts';
import {inverseOf, wordsOf} from '../../core/contract/action.ts';
import type {Incident} from '../../core/incident/incident.ts';
import {buttonsOf} from '../../core/interaction/buttons.ts';
import {isBacklog} from '../../core/intake/backlog.ts';
import {isUndoable} from '../../core/guard/undo.ts';
import type {Message} from '../../core/ports/message.ts';
import type {Locale} from '../../core/texts/define-texts.ts';
import {type Deps, runbookById} from './context.ts';

/**
 * The message of an incident as it stands, by the settings and with the words of the registered folders.
 * @param question the token of what it asks; where clicks are taken, it then has buttons.
 */
export function messageOf(
  deps: Pick<Deps, 'runbooks' | 'actions' | 'timing'> & {
    readonly settings: Pick<Settings, 'locale' | 'messages' | 'interact' | 'undo' | 'console'>;
  },
  incident: Incident,
  question?: string,
): Message {
  const {settings, actions, timing} = deps;
  const {config, identity} = settings.messages ?? {};
  const message = incidentMessage(incident, {
    actions: wordsOf(actions),
    timing,
    config,
    identity,
    pages: {
      ...pagesOf(deps, incident),
      ...(settings.console?.url === undefined ? {} : {console: settings.console.url}),
    },
  });
  if (question === undefined || settings.interact === undefined) return message;
  const canUndo = settings.undo === true && isUndoable(incident, inverseOf(actions));
  return {...message, buttons: buttonsOf(incident, question, canUndo)};
}

function pagesOf(
  deps: Pick<Deps, 'runbooks'> & {readonly settings: Pick<Settings, 'locale' | 'messages'>},
  incident: Incident,
): Pages {
  const {locale, messages} = deps.settings;
  const [first] = deps.runbooks;
  // A digest is of several runbooks; the first has Google's page that is about them all.
  if (isBacklog(incident) && first !== undefined) {
    return {google: inLanguage(first.manifest.page, locale)};
  }
  const {id, page, isPrivate} = runbookById(deps, incident.runbook).manifest;
  if (isPrivate === true) return {runbook: page};
  const docs = messages?.docsUrl ?? usualDocsUrl;
  const file = locale === 'en' ? id : `${id}.${locale}`;
  return {runbook: `${docs}/runbooks/${file}.md`, google: inLanguage(page, locale)};
}

/** Google's pages take the language as `hl`; English is what they have without it. */
function inLanguage(page: string, locale: Locale): string {
  if (locale === 'en') return page;
  const url = new URL(page);
  url.searchParams.set('hl', locale);
  return url.href;
}
