import {existsSync} from 'node:fs';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {chromium} from 'playwright-core';
import {root} from '../root.ts';
import {album} from './album.ts';
import {reportPictures} from './report.ts';
import {withPalette} from './png.ts';

/** Debian's packages that the pictures need, as `apt-get install` takes them. */
export const packages =
  'chromium fonts-lato fonts-roboto-unhinted fonts-liberation fonts-noto-cjk fonts-noto-color-emoji';

/**
 * Draws every picture of the docs.
 * @param executablePath Chromium: that of `CHROMIUM`, else Debian's.
 * @returns undefined, or why none was drawn and what to do.
 */
export async function drawPictures(
  executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium',
): Promise<string | undefined> {
  if (!existsSync(executablePath)) {
    return `Pictures not drawn: no Chromium at ${executablePath}. On Debian: apt-get install ${packages}`;
  }
  const pictures = [...(await album()), ...(await reportPictures())];
  const browser = await chromium.launch({executablePath});
  try {
    const context = await browser.newContext({
      deviceScaleFactor: 1,
      javaScriptEnabled: false,
      offline: true,
    });
    const page = await context.newPage();
    for (const folder of new Set(pictures.map(one => join(root, dirname(one.file))))) {
      await rm(folder, {recursive: true, force: true});
      await mkdir(folder, {recursive: true});
    }
    for (const {file, width, page: content, dark = false} of pictures) {
      await page.emulateMedia({colorScheme: dark ? 'dark' : 'light'});
      await page.setViewportSize({width, height: 100});
      await page.setContent(content);
      const png = await page.screenshot({fullPage: true});
      await writeFile(join(root, file), withPalette(png));
    }
  } finally {
    await browser.close();
  }
  return undefined;
}
