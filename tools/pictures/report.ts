import {actions} from '../../functions/actions/index.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import {speakReport} from '../../functions/cli/commands/report/speak-report.ts';
import {readReport} from '../../functions/engine/review/read-report.ts';
import {reportPage} from '../../functions/pages/report/report-page.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {monthSettings, playMonth} from '../../test/support/played-month.ts';
import {languages} from '../docs/page.ts';
import type {Picture} from './album.ts';

const folder = 'docs/pictures/report';
const now = Date.UTC(2026, 10, 28, 9, 0, 0);
const month = 30 * 24 * 60 * 60 * 1000;
const widths = [
  {name: 'desktop', width: 1360},
  {name: 'phone', width: 375},
] as const;

/** The report of a month that is played: each language and colour scheme, on a desktop and on a phone. */
export async function reportPictures(): Promise<readonly Picture[]> {
  const stores = {store: await sqliteStore(), guardStore: await sqliteStore()};
  try {
    await playMonth(stores, now);
    const source = {store: stores.store, settings: monthSettings, runbooks, actions};
    const report = await readReport(source, {from: now - month, now});
    return languages.flatMap(locale => {
      const page = reportPage(report, speakReport(locale, runbooks), now);
      return widths.flatMap(({name, width}) => [
        {file: `${folder}/${locale}/${name}.png`, width, page},
        {file: `${folder}/${locale}/${name}-dark.png`, width, page, dark: true},
      ]);
    });
  } finally {
    await Promise.all([stores.store.close(), stores.guardStore.close()]);
  }
}
