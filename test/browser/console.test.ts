import assert from 'node:assert/strict';
import {after, before, describe, it} from 'mocha';
import type {Browser, BrowserContext} from 'playwright-core';
import {assertAccessible, launched, playedConsole, type PlayedConsole, watched} from './opened.ts';

const paths = ['/incidents', '/fleets', '/runbooks', '/stops', '/report'] as const;

describe('the console in Chromium', () => {
  let browser: Browser;
  let played: PlayedConsole;
  let context: BrowserContext;

  before(async () => {
    // A browser that is left open keeps the run from ending: it comes last.
    played = await playedConsole('gateway-aftermath');
    browser = await launched();
    context = await browser.newContext({viewport: {width: 1360, height: 900}});
  });

  after(async () => {
    await browser.close();
    await played.child.stop('SIGINT');
  });

  it('shows an incident without a reload, has its plan approved, and its timeline grow to the end', async () => {
    const {page, complaints} = await watched(context, played.origin);
    await page.goto(played.key);
    const loaded: string[] = [];
    page.on('framenavigated', frame => loaded.push(frame.url()));
    const row = page.locator('a.row[href="/incidents/5f921eecf3-1"]');
    await row.waitFor({timeout: 60_000});
    await page
      .locator('tr', {has: row})
      .locator('.state', {hasText: 'awaiting-approval'})
      .waitFor({timeout: 60_000});
    assert.deepEqual(loaded, [], 'the page was loaded again');

    await row.click();
    const hash = await page.locator('#plan-hash').textContent();
    assert.match(hash ?? '', /^[\da-f]{16}$/);
    const before = await page.locator('ol.timeline > li').count();
    await page.keyboard.press('a');
    assert.equal(await page.evaluate('document.activeElement.id'), 'approve');
    await page.keyboard.press('Enter');
    await page.getByText('Your approval was taken').waitFor();
    await page.waitForLoadState('load');
    loaded.splice(0);
    await page.locator('.pill .state', {hasText: 'resolved'}).waitFor({timeout: 90_000});
    assert.deepEqual(loaded, [], 'the page was loaded again');

    const lines = page.locator('ol.timeline > li');
    assert.ok((await lines.count()) > before + 4);
    await page.locator('li.by-person', {hasText: 'approved'}).waitFor();
    assert.ok((await page.locator('li.by-verified').count()) >= 1);
    assert.equal(await page.locator('#approve').count(), 0);
    assert.match((await page.locator('#said').textContent()) ?? '', /resolved/);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('has nothing that axe-core finds wrong, in both schemes, on a desk and on a phone', async () => {
    const {page, complaints} = await watched(context, played.origin);
    for (const [colorScheme, width] of [
      ['light', 1360],
      ['dark', 1360],
      ['light', 375],
    ] as const) {
      await page.emulateMedia({colorScheme});
      await page.setViewportSize({width, height: 812});
      for (const path of [...paths, '/incidents/5f921eecf3-1', '/incidents/0000000000-1']) {
        await page.goto(played.origin + path);
        await assertAccessible(page).catch((error: unknown) => {
          throw new Error(`${path} ${colorScheme} ${width}`, {cause: error});
        });
        const over = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        assert.equal(over, 0, `${path} is wider than ${width} px`);
      }
    }
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('reads the same without JavaScript, and every form works', async () => {
    const cookies = await context.cookies();
    const plain = await browser.newContext({javaScriptEnabled: false});
    await plain.addCookies(cookies);
    const {page, complaints} = await watched(plain, played.origin);
    for (const path of paths) {
      const answer = await page.goto(played.origin + path);
      assert.equal(answer?.status(), 200, path);
      assert.ok((await page.locator('h1').count()) === 1);
    }
    await page.goto(`${played.origin}/incidents?lang=ko`);
    assert.equal(await page.locator('html').getAttribute('lang'), 'ko');
    assert.equal(await page.locator('h1').textContent(), '인시던트');
    await page.goto(`${played.origin}/stops?lang=en`);
    await page.locator('summary').first().click();
    await page.locator('input[name=reason]').fill('<b>release</b> night');
    await page.getByRole('button', {name: 'Pause all changes'}).click();
    await page.getByText('Paused by', {exact: false}).first().waitFor();
    assert.ok((await page.getByText('<b>release</b> night').count()) === 1);
    assert.deepEqual(complaints, []);
    await plain.close();
  });

  it('says that it is told no more when the connection is lost', async () => {
    const {page} = await watched(context, played.origin);
    await page.goto(`${played.origin}/incidents`);
    await page.locator('#live[data-is=on]').waitFor();
    await context.setOffline(true);
    await played.child.stop('SIGINT');
    await page.locator('#live[data-is=off]').waitFor({timeout: 30_000});
    assert.match((await page.locator('#live').textContent()) ?? '', /^As of .*trying again$/);
    await context.setOffline(false);
    await page.close();
  });
});
