import assert from 'node:assert/strict';
import {stat} from 'node:fs/promises';
import {globSync} from 'node:fs';
import {join} from 'node:path';
import {album} from '../../../tools/pictures/album.ts';
import {drawPictures, packages} from '../../../tools/pictures/draw.ts';
import {chatPost} from '../../../tools/pictures/google-chat/page.ts';
import type {Sent} from '../../../tools/pictures/sent.ts';
import {slackChannel} from '../../../tools/pictures/slack/page.ts';
import {root} from '../../../tools/root.ts';

const at = '2026-11-22T03:00:00.000Z';

/** A message whose every text is this one. */
function saying(text: string): Sent {
  const mrkdwn = {type: 'mrkdwn', text};
  const blocks = [
    {type: 'header', text: {type: 'plain_text', text}},
    {type: 'section', text: mrkdwn, fields: [mrkdwn], expand: true},
    {type: 'context', elements: [mrkdwn]},
    {
      type: 'rich_text',
      elements: [{type: 'rich_text_preformatted', elements: [{type: 'text', text}]}],
    },
  ];
  const attachments = [{color: '#868686', fallback: text, blocks}];
  const widgets = [
    {textParagraph: {text}},
    {decoratedText: {topLabel: text, text, wrapText: true}},
    {buttonList: {buttons: [{text, onClick: {openLink: {url: 'https://shop.example'}}}]}},
  ];
  const card = {sections: [{header: text, widgets}]};
  return {
    slack: {postedAt: at, root: {at, body: {blocks, attachments}}, thread: []},
    googleChat: [{at, body: {text, cardsV2: [{card}]}}],
  };
}

describe('the pictures of the report', () => {
  it('are there in both languages and schemes, on a desktop and on a phone', async () => {
    const there = globSync('docs/pictures/report/**/*.png', {cwd: root});
    assert.equal(there.length, 8);
    for (const file of there) assert.ok((await stat(join(root, file))).size < 200_000, file);
  });
});

describe('the pictures of messages', () => {
  it('are there, each of them and no other, and small; else: npm run docs, with Chromium', async () => {
    const wanted = (await album()).map(one => one.file);
    const there = globSync('docs/pictures/{slack,google-chat}/**/*.png', {cwd: root});
    assert.deepEqual(there.sort(), [...wanted].sort());
    for (const file of wanted) assert.ok((await stat(join(root, file))).size < 80_000, file);
  });

  it('load nothing, and make no HTML of what a message says', () => {
    const hostile = '<img src="https://evil.example/x" onerror=alert(1)>&lt;script>';
    for (const page of [slackChannel(saying(hostile), 'en'), chatPost(saying(hostile), 'ko')]) {
      assert.ok(page.html.includes('&lt;img src=&quot;https://evil.example/x&quot;'));
      assert.doesNotMatch(page.html, /<(?:img|script)/);
    }
  });

  it('show each text of a message', () => {
    const count = (text: string): number => text.split('a text').length - 1;
    assert.equal(count(slackChannel(saying('a text'), 'en').html), 10);
    assert.equal(count(chatPost(saying('a text'), 'en').html), 6);
  });

  it('cannot be drawn of what they do not know', () => {
    const sent = saying('a text');
    const body = {blocks: [{type: 'video'}], attachments: []};
    const odd = {...sent, slack: {...sent.slack, root: {at, body}}};
    assert.throws(() => slackChannel(odd, 'en'), /type/);
  });

  it('need Chromium, and say which packages bring it', async () => {
    const said = await drawPictures('/nowhere/chromium');
    assert.equal(
      said,
      `Pictures not drawn: no Chromium at /nowhere/chromium. On Debian: apt-get install ${packages}`,
    );
  });
});
