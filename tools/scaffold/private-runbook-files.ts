import {basename, join} from 'node:path';
import {runbookFiles} from './runbook-files.ts';
import type {Written} from './scaffold.ts';

/** What a private runbook has of the files of ours; it is registered by its folder alone. */
const shared = ['runbook.json', 'cases.json', 'detect.ts', 'diagnose.ts', 'texts.ts'];

/** The files of a new private runbook in a folder. As they stand they keep the contract. */
export function privateRunbookFiles(id: string, folder: string): readonly Written[] {
  const files = runbookFiles(id).filter(
    one => one.path === `functions/runbooks/${id}/${basename(one.path)}`,
  );
  return [
    ...files
      .filter(one => shared.includes(basename(one.path)))
      .map(one => ({path: join(folder, basename(one.path)), text: fromPackage(one.text)})),
    {path: join(folder, 'runbook.ts'), text: runbook()},
  ];
}

const above = /^import (type )?\{([^}]*)\} from '\.\.\/[^']*';\n/gm;
const causes = /causesOf\('[^']*'\)/;

/** What ours import from above stands in the package; the causes stand in runbook.json. */
function fromPackage(text: string): string {
  const names = Array.from(text.matchAll(above), ([, type = '', list = '']) =>
    list.split(',').map(one => `${type}${one.trim()}`),
  ).flat();
  const needed = names.filter(one => one !== 'causesOf').sort();
  if (needed.length === 0) return text;
  const own = text.replaceAll(above, '').replace(causes, '[]');
  return `import {${needed.join(', ')}} from 'mesh-responder/runbook';\n${own}`;
}

function runbook(): string {
  return `import {type RunbookWays, target} from 'mesh-responder/runbook';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import {texts} from './texts.ts';

/** REPLACE: the problem in one sentence. */
const runbook: RunbookWays = {
  texts,
  detect,
  diagnose,
  suspects: project => [target({project: project.id})],
};

export default runbook;
`;
}
