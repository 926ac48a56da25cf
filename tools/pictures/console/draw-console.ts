import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {chromium, type Page} from 'playwright-core';
import {root} from '../../root.ts';
import {packages} from '../draw.ts';
import {withPalette} from '../png.ts';

// Draws the pictures of the console in docs/pictures/console: a world is played (`play --keep`), and Chromium looks at it.

const folder = join(root, 'docs/pictures/console');
const incident = '5f921eecf3-1';

/** How a page is looked at. */
const looks = [
  {name: '', width: 1360, height: 900, colorScheme: 'light', lang: 'en'},
  {name: '-dark', width: 1360, height: 900, colorScheme: 'dark', lang: 'en'},
  {name: '-phone', width: 375, height: 812, colorScheme: 'light', lang: 'en'},
  {name: '-ko', width: 1360, height: 900, colorScheme: 'light', lang: 'ko'},
] as const;

const pages = [
  ['list', '/incidents'],
  ['incident', `/incidents/${incident}`],
  ['fleets', '/fleets'],
  ['runbooks', '/runbooks'],
  ['stops', '/stops'],
  ['report', '/report'],
  ['not-found', '/incidents/0000000000-1'],
] as const;

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

async function draw(): Promise<void> {
  const run = [
    join(root, 'functions/cli/shell/run.ts'),
    'play',
    '--keep',
    '--scenario',
    'gateway-aftermath',
  ];
  const child = spawn(process.execPath, run, {stdio: ['ignore', 'pipe', 'inherit']});
  const browser = await chromium.launch({executablePath});
  try {
    const key = await addressIn(child.stdout);
    const page = await (await browser.newContext({reducedMotion: 'reduce'})).newPage();
    await page.goto(key);
    await page.locator('.state', {hasText: 'awaiting-approval'}).first().waitFor({timeout: 90_000});
    const {origin} = new URL(key);
    await rm(folder, {recursive: true, force: true});
    await mkdir(folder, {recursive: true});
    for (const [name, path] of pages) await drawAll(page, name, origin + path);
    await page.setViewportSize({width: 1360, height: 900});
    await page.goto(`${origin}/incidents/${incident}?lang=en`);
    await page.locator('#approve').click();
    await page.locator('.pill .state', {hasText: 'resolved'}).waitFor({timeout: 90_000});
    for (const [name, path] of pages.slice(0, 2))
      await drawAll(page, `${name}-resolved`, origin + path);
  } finally {
    await browser.close();
    child.kill('SIGINT');
    await once(child, 'close');
  }
}

/** Goes on listening behind the address: whoever is not heard any more stops playing. */
function addressIn(said: NodeJS.ReadableStream): Promise<string> {
  return new Promise((found, failed) => {
    let text = '';
    said.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*key=[\da-f]+/.exec(text)?.[0];
      if (address !== undefined) found(address);
    });
    said.on('end', () => {
      failed(new Error(`the play ended before its console had an address: ${text}`));
    });
  });
}

async function drawAll(page: Page, name: string, url: string): Promise<void> {
  for (const {name: look, width, height, colorScheme, lang} of looks) {
    await page.emulateMedia({colorScheme});
    await page.setViewportSize({width, height});
    await page.goto(`${url}?lang=${lang}`);
    // On a phone what sticks to the lower edge is drawn where a person sees it.
    const png = await page.screenshot({fullPage: width > 640});
    await writeFile(join(folder, `${name}${look}.png`), withPalette(png));
  }
}

if (existsSync(executablePath)) await draw();
else {
  process.stderr.write(
    `Pictures not drawn: no Chromium at ${executablePath}. On Debian: apt-get install ${packages}\n`,
  );
  process.exitCode = 1;
}
