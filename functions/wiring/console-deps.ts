import {actions} from '../actions/index.ts';
import {systemToken} from '../adapters/clock.ts';
import {speaker} from '../adapters/chat/text/translate.ts';
import type {GoogleDeps} from '../adapters/google/client/call.ts';
import type {ConsoleDeps} from '../console/deps.ts';
import type {Settings} from '../core/config/settings.ts';
import type {Log} from '../core/ports/ports.ts';
import {texts as consoleTexts} from '../pages/console/texts.ts';
import {texts as reportTexts} from '../pages/report/texts.ts';
import type {Stores} from './open-store.ts';
import {runbooksOf} from './registry.ts';
import {allTexts} from './translations.ts';

/**
 * What a console is made of beside who is let in and where answers go: stores to read, and words.
 * @throws ConfigError for what private runbooks lack.
 */
export async function consoleDeps(
  {
    settings,
    log,
    google: {clock, timing},
  }: {
    readonly settings: Settings;
    readonly log: Log;
    readonly google: Pick<GoogleDeps, 'clock' | 'timing'>;
  },
  {store, guardStore}: Stores,
): Promise<Omit<ConsoleDeps, 'gate' | 'lookMs' | 'answer'>> {
  const runbooks = await runbooksOf(settings);
  return {
    settings,
    runbooks,
    actions,
    store,
    guardStore,
    clock,
    timing,
    log,
    token: systemToken,
    speak: locale => speaker(locale, consoleTexts, reportTexts, ...allTexts(runbooks)),
  };
}
