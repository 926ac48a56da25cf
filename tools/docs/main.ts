import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {drawPictures} from '../pictures/draw.ts';
import {writeSent} from '../pictures/sent-files.ts';
import {root} from '../root.ts';
import {commandsPages, withCommands} from './commands.ts';
import {configurationPage, schemaFile, schemaText, withKeys} from './configuration.ts';
import {diagramsPage, withDiagrams} from './diagrams.ts';
import {witnessesPage, withDifferences} from './witnesses.ts';
import {readmeOf, terraformFolders} from './infra-readme.ts';
import {languages} from './page.ts';
import {pagesFolder, runbookPages} from './runbooks.ts';

// `npm run docs`: writes every page, table and diagram that is made from the code; with `--no-pictures` not
// the messages that are drawn, which take half a minute.
await writeFile(join(root, diagramsPage), await withDiagrams());
await writeFile(join(root, witnessesPage), await withDifferences());
await writeFile(join(root, configurationPage), await withKeys());
await writeFile(join(root, schemaFile), await schemaText());
for (const language of languages) {
  await writeFile(join(root, commandsPages[language]), await withCommands(language));
}

const pages = await runbookPages();
await rm(pagesFolder, {recursive: true, force: true});
await mkdir(pagesFolder, {recursive: true});
for (const [name, text] of pages) await writeFile(join(pagesFolder, name), text);

for (const folder of terraformFolders) {
  await writeFile(join(root, folder, 'README.md'), await readmeOf(folder));
}

if (!process.argv.includes('--no-pictures')) {
  await writeSent();
  const notDrawn = await drawPictures();
  if (notDrawn !== undefined) console.log(notDrawn);
}
