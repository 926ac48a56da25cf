import {actions} from '../../functions/actions/index.ts';
import {linkTo, type Subject} from './runbook-page.ts';
import {tableOf} from './table.ts';

/** The index of the runbooks' pages: a row for each, and one for each action. */
export function indexOf(all: readonly Subject[]): string {
  const rows = all.map(one => [
    linkTo(one, 'en'),
    linkTo(one, 'ko'),
    actionsOf(one, 'low'),
    actionsOf(one, 'high'),
  ]);
  const head = ['runbook', '런북', 'by itself in mode `auto`', 'always by approval'];
  return [
    '<!-- npm run docs writes this page from functions/runbooks/ and functions/actions/ -->',
    '# Runbooks',
    'A page for each problem that the responder knows: its signs, what is checked, what is done and what is asked, and how to do it by hand. To add one: [add-a-runbook](../add-a-runbook.md).',
    tableOf([head, ...rows]),
    'The actions that they may ask for:',
    tableOf([
      ['action', 'runs', 'asked for by', 'permissions'],
      ...actions.map(({manifest}) => [
        `\`${manifest.id}\``,
        manifest.risk === 'low' ? 'by itself in mode `auto`' : 'always by approval',
        all
          .filter(one => one.manifest.actions.includes(manifest.id))
          .map(one => `\`${one.manifest.id}\``)
          .join(', ') ||
          undoOf(manifest.id) ||
          'no runbook yet',
        manifest.permissions.map(one => `\`${one}\``).join(', '),
      ]),
    ]),
    'To add one: [add-an-action](../add-an-action.md).',
    'What explains what is drawn in the [architecture](../architecture.md): one cause is one incident, and what it explains joins it.',
    '',
  ].join('\n\n');
}

/** What an action is the inverse of; empty: of none. */
function undoOf(id: string): string {
  const made = actions.filter(one => one.manifest.inverse === id);
  return made.map(one => `an undo of \`${one.manifest.id}\``).join(', ');
}

function actionsOf({manifest}: Subject, risk: 'low' | 'high'): string {
  const own = actions.filter(
    one => manifest.actions.includes(one.manifest.id) && one.manifest.risk === risk,
  );
  return own.map(one => `\`${one.manifest.id}\``).join(', ');
}
