import assert from 'node:assert/strict';
import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {renderGoogleChat} from '../../../functions/adapters/chat/google-chat/render.ts';
import {
  type SlackMessage,
  renderSlack,
  renderSlackNotes,
} from '../../../functions/adapters/chat/slack/render.ts';
import {renderTerminal} from '../../../functions/adapters/chat/terminal/render.ts';
import {columns} from '../../../functions/adapters/chat/terminal/wrap.ts';
import {escapeSlack, safeUrl} from '../../../functions/adapters/chat/text/sanitise.ts';
import {
  codePoints,
  utf8Bytes,
  googleChatLimits,
  slackLimits,
} from '../../../functions/adapters/chat/text/fit.ts';
import {speaker} from '../../../functions/adapters/chat/text/translate.ts';
import {texts} from '../../../functions/adapters/chat/texts.ts';
import type {Message} from '../../../functions/core/ports/message.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {hostileMessages} from './hostile.ts';
import {broken, samples, speakers} from './samples.ts';

const own = {echo: {en: '{a}', ko: '{a}'}};
const echo = {en: speaker('en', texts, own), ko: speaker('ko', texts, own)};
const locales = fc.constantFrom('en', 'ko');
const runs = {numRuns: 300};

/** All strings in a value, whatever field they stand in. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

function withoutOwnLinks(text: string, message: Message): string {
  let rest = text;
  for (const {url} of message.links) {
    const href = safeUrl(url);
    if (href !== undefined)
      rest = rest.replaceAll(`<${escapeSlack(href)}|`, '').replace(/>( · |$)/g, '$1');
  }
  return rest;
}

function checkSlack({text, blocks}: SlackMessage, message: Message): void {
  for (const one of strings({text, blocks})) {
    assert.doesNotMatch(one, /<[!@#]|<users\//);
    assert.doesNotMatch(withoutOwnLinks(one, message), /[<>]/);
    assert.doesNotMatch(one, /&(?!(?:amp|lt|gt);)/);
    assert.notEqual(one, '');
    assert.ok(one.isWellFormed());
  }
  assert.ok(codePoints(text) <= slackLimits.text);
  assert.ok(blocks.length <= slackLimits.blocks);
  assert.ok(JSON.stringify(blocks).length <= slackLimits.allBlocks);
  for (const block of blocks) {
    if (block.type === 'context') {
      assert.ok(block.elements.length <= slackLimits.contextElements);
      continue;
    }
    const limit = block.type === 'header' ? slackLimits.header : slackLimits.section;
    assert.ok(codePoints(block.text.text) <= limit, block.type);
    if (block.text.type === 'plain_text') continue;
    const fences = block.text.text.split('```').length - 1;
    assert.ok(fences === 0 || (fences === 2 && block.text.text.endsWith('\n```')));
  }
}

describe('renderSlack', () => {
  it('lets nothing from any field be parsed, within every limit', () => {
    fc.assert(
      fc.property(hostileMessages, locales, fc.boolean(), (message, locale, continued) => {
        const {notes} = message;
        checkSlack(renderSlack(message, echo[locale], {notes, continued}), message);
        if (notes.length > 0) checkSlack(renderSlackNotes(notes, message, echo[locale]), message);
      }),
      runs,
    );
  });

  it('keeps its limits with every part at its largest', () => {
    for (const filler of ['\\', '"', '<', '🔴', '`', '가']) {
      const a = filler.repeat(5000);
      const text = phrase('echo', {a});
      const notes = Array.from({length: 40}, (_, at) => ({at, text, code: a}));
      const url = `https://a.b/${'&'.repeat(1400)}`;
      const links = Array.from({length: 9}, () => ({label: text, url}));
      const big = {
        ...broken,
        headline: text,
        context: [text],
        status: text,
        quote: a,
        notes,
        links,
      };
      checkSlack(renderSlack(big, echo.en, {notes, continued: true}), big);
      checkSlack(renderSlackNotes(notes, big, echo.en), big);
      assert.ok(utf8Bytes(JSON.stringify(renderGoogleChat(big, echo.en, notes))) <= 32_000);
    }
  });

  it('cuts the header at its limit and says how much is missing', () => {
    const header = (length: number) => {
      const headline = phrase('echo', {a: 'x'.repeat(length)});
      const [first] = renderSlack({...broken, headline}, echo.en).blocks;
      return first?.type === 'header' ? first.text.text : '';
    };
    const prefix = codePoints('🔴 Broken: ');
    for (const length of [slackLimits.header - 1, slackLimits.header]) {
      assert.equal(header(length - prefix), `🔴 Broken: ${'x'.repeat(length - prefix)}`);
    }
    assert.match(header(slackLimits.header + 1 - prefix), /x… trimmed, \d+ more$/);
  });

  it('tells headline, place and status first', () => {
    const [header, context, status] = renderSlack(broken, speakers.en).blocks;
    assert.deepEqual([header?.type, context?.type, status?.type], ['header', 'context', 'section']);
    assert.match(JSON.stringify(header), /🔴 Broken: Connect Gateway API is off/);
    assert.match(JSON.stringify(status), /next look 06:15 UTC/);
  });

  it('names the incident in the text and says when it continues another message', () => {
    const {text, blocks} = renderSlack(broken, speakers.en, {continued: true});
    assert.match(text, /Incident inc-7f3a9c/);
    assert.match(JSON.stringify(blocks.at(-1)), /inc-7f3a9c.*continues it/);
  });

  it('shows only links that are web addresses, and says that some are missing', () => {
    const label = phrase('logs');
    const bad = [
      {label, url: 'javascript:alert(1)'},
      {label, url: 'https://u@evil.example/'},
    ];
    const out = JSON.stringify(renderSlack({...broken, links: bad}, speakers.en));
    assert.doesNotMatch(out, /javascript|evil/);
    assert.match(out, /and 2 more links/);
    assert.match(
      JSON.stringify(renderGoogleChat({...broken, links: bad}, speakers.en)),
      /2 more links/,
    );
    const options = {width: 80, colour: false};
    assert.match(renderTerminal({...broken, links: bad}, speakers.en, options), /2 more links/);
  });

  it('shows the links that fit their section and counts the others', () => {
    const label = phrase('logs');
    const links = Array.from({length: 4}, (_, n) => ({
      label,
      url: `https://a.b/${n}${'c'.repeat(800)}`,
    }));
    const message = {...broken, links};
    const out = renderSlack(message, speakers.en);
    checkSlack(out, message);
    const shown = JSON.stringify(out);
    assert.ok(shown.includes('https://a.b/1') && !shown.includes('https://a.b/2'));
    assert.match(shown, /and 2 more links/);
  });

  it('keeps the newest notes when not all fit', () => {
    const notes = Array.from({length: 60}, (_, n) => ({
      at: n,
      text: phrase('echo', {a: `step-${n}.`}),
    }));
    const out = JSON.stringify(renderSlackNotes(notes, broken, echo.en));
    assert.match(out, /step-59\./);
    assert.doesNotMatch(out, /step-39\./);
    assert.match(out, /and 40 earlier steps/);
  });
});

describe('renderGoogleChat', () => {
  it('lets nothing from any field be parsed, within every limit', () => {
    fc.assert(
      fc.property(hostileMessages, locales, (message, locale) => {
        const out = renderGoogleChat(message, echo[locale], message.notes);
        assert.ok(utf8Bytes(JSON.stringify(out)) <= googleChatLimits.messageBytes);
        const sections = out.cardsV2.flatMap(({card}) => card.sections);
        assert.ok(sections.flatMap(({widgets}) => widgets).length <= googleChatLimits.widgets);
        assert.ok(sections.every(({widgets}) => widgets.length > 0));
        for (const one of strings(out)) {
          assert.doesNotMatch(one, /[<>]/);
          assert.ok(one.isWellFormed());
        }
        const own = message.links.map(({url}) => safeUrl(url));
        for (const one of strings(out)) assert.ok(!one.includes('://') || own.includes(one), one);
      }),
      runs,
    );
  });

  it('keeps the newest notes when not all fit', () => {
    const text = phrase('echo', {a: '"'.repeat(1000)});
    const notes = Array.from({length: 30}, (_, at) => ({at, text, code: '\\'.repeat(3000)}));
    const out = renderGoogleChat(broken, echo.en, notes);
    assert.ok(utf8Bytes(JSON.stringify(out)) <= googleChatLimits.messageBytes);
    const history = out.cardsV2[0]?.card.sections[1]?.widgets ?? [];
    assert.match(JSON.stringify(history[0]), /earlier steps/);
    assert.ok(history.length > 2);
  });
});

describe('renderTerminal', () => {
  it('writes no escape sequence but its own, and only when asked for colour', () => {
    fc.assert(
      fc.property(hostileMessages, locales, (message, locale) => {
        const plain = renderTerminal(message, echo[locale], {width: 60, colour: false});
        assert.doesNotMatch(plain, /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        const coloured = renderTerminal(message, echo[locale], {width: 60, colour: true});
        assert.equal(stripVTControlCharacters(coloured), plain);
      }),
      {numRuns: 150},
    );
  });

  it('wraps to the width, but for addresses and commands', () => {
    for (const width of [40, 80]) {
      const lines = renderTerminal(broken, speakers.ko, {width, colour: false}).split('\n');
      const text = lines.filter(line => !/(로그|런북): |gcloud/.test(line));
      for (const line of text) assert.ok(columns(line) <= width, line);
    }
  });

  it('tells only the notes that are asked for', () => {
    const out = renderTerminal(broken, speakers.en, {width: 80, colour: false, notesFrom: 1});
    assert.doesNotMatch(out, /Incident opened/);
    assert.match(out, /06:13 UTC · Read the live state/);
  });

  it('cuts commands between lines, and not at all for those who have to run them', () => {
    const command = 'kubectl rollout restart deployment/web --namespace=team-';
    const code = Array.from({length: 100}, (_, n) => `${command}${n}`).join('\n');
    const message = {...broken, notes: [{at: 0, text: phrase('logs'), code}]};
    const commands = (shown: 'as-in-chat' | 'whole') =>
      renderTerminal(message, speakers.en, {width: 80, colour: false, commands: shown})
        .split('\n')
        .filter(line => line.includes('kubectl'));
    assert.equal(commands('whole').length, 100);
    const cut = commands('as-in-chat');
    assert.ok(cut.length > 30 && cut.length < 100);
    for (const [n, line] of cut.entries()) assert.ok(line.endsWith(`${command}${n}`), line);
  });
});

describe('every renderer', () => {
  it('gives the same bytes for the same message', () => {
    fc.assert(
      fc.property(hostileMessages, message => {
        const render = () =>
          JSON.stringify([
            renderSlack(message, echo.ko, {notes: message.notes}),
            renderGoogleChat(message, echo.ko, message.notes),
            renderTerminal(message, echo.ko, {width: 70, colour: true}),
          ]);
        assert.equal(render(), render());
      }),
      {numRuns: 50},
    );
  });

  it('keeps the incident id, the tone in words and both languages apart', () => {
    for (const [tone, message] of Object.entries(samples)) {
      for (const locale of ['en', 'ko'] as const) {
        const word = texts[`tone.${message.tone}`][locale];
        for (const out of [
          JSON.stringify(renderSlack(message, speakers[locale])),
          JSON.stringify(renderGoogleChat(message, speakers[locale])),
          renderTerminal(message, speakers[locale], {width: 200, colour: false}),
        ]) {
          assert.ok(out.includes(message.incident) && out.includes(word), `${tone} ${locale}`);
        }
      }
    }
  });
});
