import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {type Browser, type BrowserContext, chromium, type Page} from 'playwright-core';
import {type Child} from '../support/child.ts';
import {startCommand} from '../support/command.ts';
import {until} from '../support/until.ts';
import {chromiumPath} from './hooks.ts';

/** A played world with its console. */
export interface PlayedConsole {
  readonly child: Child;
  /** Lets a browser in, once. */
  readonly key: string;
  readonly origin: string;
}

/** Plays a scenario with `play --keep`, and finds the console's address in what it says. */
export async function playedConsole(scenario: string): Promise<PlayedConsole> {
  const child = startCommand(['play', '--keep', '--scenario', scenario]);
  const shown = () => child.stdout() + child.stderr();
  const key = await until(
    'the console has an address',
    () => /http:\/\/127\.0\.0\.1:\d+\/\S*key=[\da-f]+/.exec(child.stdout())?.[0],
    shown,
    60_000,
  );
  return {child, key, origin: new URL(key).origin};
}

/** What a browser complains of: a violated policy, an error of the script, a request to another host. */
export interface Watched {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export function launched(): Promise<Browser> {
  return chromium.launch({executablePath: chromiumPath});
}

/** A page whose complaints are kept; anything but the console's own host counts as one. */
export async function watched(context: BrowserContext, origin: string): Promise<Watched> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('request', request => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`asked ${request.url()}`);
  });
  return {page, complaints};
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly string[];
}

/** What axe-core finds wrong with a page, from `moderate` on. https://github.com/dequelabs/axe-core */
export async function inaccessible(page: Page): Promise<readonly Violation[]> {
  const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  // As a script of the debugger: the page's own policy lets none in.
  const {readFile} = await import('node:fs/promises');
  await page.evaluate(await readFile(source, 'utf8'));
  return page.evaluate(
    `axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
      .filter(one => one.impact !== 'minor')
      .map(({id, impact, nodes}) => ({id, impact, nodes: nodes.map(node => node.html.slice(0, 200))})))`,
  );
}

/** @throws AssertionError with what is wrong. */
export async function assertAccessible(page: Page): Promise<void> {
  assert.deepEqual(await inaccessible(page), []);
}
