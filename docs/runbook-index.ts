import {actions} from '../functions/actions/index.ts';
import {linkTo, type Subject} from './runbook-page.ts';

/** The index of the runbooks' pages: a row for each, and the causal graph. */
export function indexOf(all: readonly Subject[]): string {
  const rows = all.map(one => [
    linkTo(one, 'en'),
    linkTo(one, 'ko'),
    actionsOf(one, 'low'),
    actionsOf(one, 'high'),
  ]);
  const head = ['runbook', '런북', 'by itself in mode `auto`', 'always by approval'];
  const table = [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`);
  return [
    '<!-- npm run docs writes this page from functions/runbooks/ -->',
    '# Runbooks',
    'A page for each problem that the responder knows: its signs, what is checked, what is done and what is asked, and how to do it by hand. To add one: [add-a-runbook](../add-a-runbook.md).',
    table.join('\n'),
    '## What explains what',
    'One cause is one incident. What an arrow leads to is explained by where it comes from, and joins its incident.',
    graph(all),
    '',
  ].join('\n\n');
}

function actionsOf({manifest}: Subject, risk: 'low' | 'high'): string {
  const own = actions.filter(
    one => manifest.actions.includes(one.manifest.id) && one.manifest.risk === risk,
  );
  return own.map(one => `\`${one.manifest.id}\``).join(', ');
}

function graph(all: readonly Subject[]): string {
  const arrows = all.flatMap(({manifest}) =>
    manifest.causes.map(cause => `  ${cause} --> ${manifest.id}`),
  );
  const alone = all
    .map(one => one.manifest.id)
    .filter(id => !arrows.some(arrow => arrow.split(' ').includes(id)));
  const lines = ['```mermaid', 'flowchart LR', ...arrows, ...alone.map(id => `  ${id}`), '```'];
  return lines.join('\n');
}
