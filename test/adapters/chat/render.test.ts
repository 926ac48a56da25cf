import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {renderGoogleChat} from '../../../functions/adapters/chat/google-chat/render.ts';
import type {SlackBlock, SlackMessage} from '../../../functions/adapters/chat/slack/blocks.ts';
import {renderSlack, renderSlackNotes} from '../../../functions/adapters/chat/slack/render.ts';
import {renderTerminal} from '../../../functions/adapters/chat/terminal/render.ts';
import {columns} from '../../../functions/adapters/chat/terminal/wrap.ts';
import {foldCommand} from '../../../functions/adapters/chat/text/fold-command.ts';
import {escapeSlack, safeUrl} from '../../../functions/adapters/chat/text/sanitise.ts';
import {
  codePoints,
  utf8Bytes,
  googleChatLimits,
  slackLimits,
  partLimits,
} from '../../../functions/adapters/chat/text/fit.ts';
import {speaker} from '../../../functions/adapters/chat/text/translate.ts';
import {texts} from '../../../functions/adapters/chat/texts.ts';
import type {Message} from '../../../functions/core/ports/message.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {checkAttachment, checkBlocks} from '../../../sandbox/hosts/slack/blocks.ts';
import {hostileMessages} from './hostile.ts';
import {broken, samples, speakers} from './samples.ts';

const own = {
  echo: {en: '{a}', ko: '{a}'},
  run: {en: 'Run:', ko: '실행:', run: '{command}'},
};
const echo = {en: speaker('en', texts, own), ko: speaker('ko', texts, own)};
const locales = fc.constantFrom('en', 'ko');
const runs = {numRuns: 300};

/** All strings in a value, whatever field they stand in. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

function withoutOwn(text: string, message: Message): string {
  let rest = text.replaceAll(/<!date\^-?\d+\^[^|<>]*\|[^|<>]*>/g, '');
  for (const {url} of message.links) {
    const href = safeUrl(url);
    if (href !== undefined)
      rest = rest.replaceAll(`<${escapeSlack(href)}|`, '').replace(/>( · |$)/g, '$1');
  }
  return rest;
}

/** Every text that Slack parses or escapes; rich text is shown as it is. */
function parsed(blocks: readonly SlackBlock[]): readonly string[] {
  return blocks.filter(({type}) => type !== 'rich_text').flatMap(strings);
}

function richTexts(blocks: readonly SlackBlock[]): readonly string[] {
  return blocks.flatMap(block =>
    block.type === 'rich_text'
      ? block.elements.flatMap(part => part.elements.map(one => one.text))
      : [],
  );
}

function checkSlack({text, blocks, attachments}: SlackMessage, message: Message): void {
  const all = [...blocks, ...attachments.flatMap(one => one.blocks)];
  for (const one of [text, ...parsed(all)]) {
    const rest = withoutOwn(one, message);
    assert.doesNotMatch(rest, /[<>]/);
    assert.doesNotMatch(rest, /&(?!(?:amp|lt|gt);)/);
    assert.notEqual(one, '');
    assert.ok(one.isWellFormed());
  }
  for (const one of richTexts(all)) assert.ok(one.isWellFormed() && one !== '');
  assert.ok(codePoints(text) <= slackLimits.header);
  assert.ok(JSON.stringify(all).length <= slackLimits.allBlocks);
  // The sandbox counts as Slack documents it, and shares no line with the renderer.
  const wide = (block: SlackBlock) => JSON.stringify(block).length < 2900;
  assert.deepEqual(checkBlocks(blocks.filter(wide)), []);
  for (const one of attachments) assert.deepEqual(checkAttachment(one, ''), []);
}

describe('renderSlack', () => {
  it('lets nothing from any field be parsed, within every limit', () => {
    fc.assert(
      fc.property(hostileMessages, locales, fc.boolean(), (message, locale, continued) => {
        const {notes} = message;
        checkSlack(renderSlack(message, echo[locale], {notes, continued}), message);
        checkSlack(renderSlack(message, echo[locale]), message);
        if (notes.length > 0) {
          checkSlack(renderSlackNotes(notes, message, echo[locale], {first: true}), message);
        }
      }),
      runs,
    );
  });

  it('formats nothing that comes from outside: what has markup stands as code', () => {
    for (const a of ['*x*', '_x_', '~x~', '`x`', '@here', 'a@b.c', ':fire:', 'https://x.y']) {
      const message = {...broken, sentences: [phrase('echo', {a})]};
      const [, section] = renderSlack(message, echo.en).blocks;
      assert.match(JSON.stringify(section), /"`[^`]*`(?: |")/, a);
    }
  });

  it('closes inline code in front of a Korean particle', () => {
    const texts = {told: {en: '{by}', ko: '{by}의 변경'}};
    const message = {...broken, sentences: [phrase('told', {by: 'a@b.c'})]};
    const [, section] = renderSlack(message, speaker('ko', texts)).blocks;
    assert.match(JSON.stringify(section), /`a@b\.c` 의 변경/);
  });

  it('keeps its limits with every part at its largest', () => {
    for (const filler of ['\\', '"', '<', '🔴', '`', '가']) {
      const a = filler.repeat(5000);
      const text = phrase('echo', {a});
      const notes = Array.from({length: 40}, (_, at) => ({at, text, code: a}));
      const url = `https://a.b/${'&'.repeat(1400)}`;
      const big: Message = {
        ...broken,
        headline: {what: text, cause: text},
        sentences: [text, text, text],
        ask: {
          text,
          steps: Array.from({length: 6}, () => ({title: text, command: 'x'.repeat(400)})),
          more: 9,
          risks: [text, text],
          answers: ['mesh-responder approve', 'mesh-responder decline'],
        },
        done: Array.from({length: 7}, () => ({mark: 'done', text, at: 1})),
        facts: Array.from({length: 14}, () => ({label: text, value: text})),
        footer: [text, text],
        quote: a,
        notes,
        links: Array.from({length: 9}, () => ({label: text, url})),
      };
      checkSlack(renderSlack(big, echo.en, {notes, continued: true}), big);
      checkSlack(renderSlackNotes(notes, big, echo.en, {first: true}), big);
      const card = renderGoogleChat(big, echo.en, {notes});
      assert.ok(utf8Bytes(JSON.stringify(card)) <= 32_000);
      const risks = (card.cardsV2[0]?.card.sections ?? [])
        .flatMap(one => one.widgets)
        .flatMap(one => ('decoratedText' in one ? [one.decoratedText] : []))
        .filter(one => one.topLabel === echo.en(phrase('risk')));
      assert.deepEqual(
        risks.map(one => utf8Bytes(one.text) <= partLimits.risk),
        [true],
      );
    }
  });

  it('cuts the header at its limit and says how much is missing', () => {
    const speak = speaker('en', texts, {long: {en: 'x'.repeat(200), ko: ''}});
    const header = (length: number) => {
      const what = phrase('cut');
      const cut = speaker('en', texts, {cut: {en: 'x'.repeat(length), ko: ''}});
      const [first] = renderSlack({...broken, headline: {what}}, cut).blocks;
      return first?.type === 'header' ? first.text.text : '';
    };
    assert.ok(speak(phrase('long')).length > slackLimits.header);
    const prefix = '🔴 Action needed · '.length;
    for (const length of [slackLimits.header - 1, slackLimits.header]) {
      assert.equal(header(length - prefix), `🔴 Action needed · ${'x'.repeat(length - prefix)}`);
    }
    assert.match(header(slackLimits.header + 1 - prefix), /x… trimmed, \d+ more$/);
  });

  it('shows state, headline, what is asked and the command before any fact', () => {
    const {text, blocks, attachments} = renderSlack(broken, speakers.en);
    assert.equal(
      text,
      '🔴 Action needed · Clusters of shop-prod are cut off: Connect Gateway API is off',
    );
    assert.deepEqual(
      blocks.map(one => one.type),
      ['header', 'section', 'rich_text', 'section', 'section'],
    );
    assert.deepEqual(richTexts(blocks), [
      'gcloud services enable \\\n  connectgateway.googleapis.com \\\n  --project=shop-prod',
    ]);
    const [attached] = attachments;
    assert.equal(attached?.color, '#E01E5A');
    assert.match(JSON.stringify(attached), /\*Project\*\\nshop-prod/);
  });

  it('gives times as date tokens where people read them, and never in a header or a code block', () => {
    const {text, blocks} = renderSlack(broken, speakers.en);
    assert.match(JSON.stringify(blocks[1]), /<!date\^1795327800\^\{time\}\|06:10 UTC>/);
    assert.doesNotMatch(text + JSON.stringify(richTexts(blocks)), /!date/);
  });

  it('has the log sentence in the thread only, and there as it came', () => {
    assert.doesNotMatch(JSON.stringify(renderSlack(broken, speakers.en)), /Enable it by visiting/);
    const first = renderSlackNotes(broken.notes, broken, speakers.en, {first: true});
    assert.ok(richTexts(first.blocks).includes(broken.quote ?? ''));
    const later = renderSlackNotes(broken.notes, broken, speakers.en);
    assert.ok(!richTexts(later.blocks).includes(broken.quote ?? ''));
  });

  it('names the incident and says when it continues another message', () => {
    const {attachments} = renderSlack(broken, speakers.en, {continued: true});
    assert.match(JSON.stringify(attachments), /inc-7f3a9c.*continues it/);
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
    assert.match(out, /and 40 earlier lines/);
  });
});

describe('renderGoogleChat', () => {
  it('lets nothing from any field be parsed, within every limit', () => {
    fc.assert(
      fc.property(hostileMessages, locales, (message, locale) => {
        const out = renderGoogleChat(message, echo[locale], {notes: message.notes});
        assert.ok(utf8Bytes(JSON.stringify(out)) <= googleChatLimits.messageBytes);
        const sections = out.cardsV2.flatMap(({card}) => card.sections);
        assert.ok(sections.flatMap(({widgets}) => widgets).length <= googleChatLimits.widgets);
        assert.ok(sections.every(({widgets}) => widgets.length > 0));
        for (const one of strings(out)) {
          assert.doesNotMatch(one.replaceAll(/<\/?b>|<br>/g, ''), /[<>]/);
          assert.doesNotMatch(one, /[\u200b-\u200f\u2060\ufeff]/);
          assert.ok(one.isWellFormed());
        }
      }),
      runs,
    );
  });

  it('says how many commands it has no room for, and shows none behind one that is left out', () => {
    const step = (n: number, length: number) => ({command: `gcloud ${n} ${'x'.repeat(length)}`});
    const {ask} = broken;
    assert.ok(ask !== undefined);
    const steps = [step(1, 1000), step(2, 2000), step(3, 10)];
    const message = {...broken, ask: {...ask, text: phrase('echo', {a: 'Run:'}), steps}};
    for (const out of [renderGoogleChat(message, echo.en), renderSlack(message, echo.en)]) {
      const shown = JSON.stringify(out);
      assert.match(shown, /gcloud 1 /);
      assert.doesNotMatch(shown, /gcloud [23] /);
      assert.match(shown, /and 2 more steps/);
    }
  });

  it('makes no link of an address from outside', () => {
    const message = {...broken, sentences: [phrase('echo', {a: 'see https://evil.example/x'})]};
    const out = JSON.stringify(renderGoogleChat({...message, links: []}, echo.en));
    assert.match(out, /https\[:\]\/\/evil\.example/);
    assert.doesNotMatch(out, /https:\/\/evil/);
  });

  it('has the whole state in its first line, because a webhook cannot edit', () => {
    assert.equal(
      renderGoogleChat(samples.fixed, speakers.en).text,
      '🟢 Fixed · Clusters of shop-prod are reached (solved: Connect Gateway API is off)',
    );
  });

  it('shows times in the configured zone', () => {
    const out = JSON.stringify(renderGoogleChat(broken, speakers.en, {timeZone: 'Asia/Seoul'}));
    assert.match(out, /15:10 GMT\+9/);
    assert.doesNotMatch(out, /UTC/);
  });

  it('keeps the newest notes when not all fit', () => {
    const text = phrase('echo', {a: '"'.repeat(1000)});
    const notes = Array.from({length: 30}, (_, at) => ({at, text, code: '\\'.repeat(3000)}));
    const out = renderGoogleChat(broken, echo.en, {notes});
    assert.ok(utf8Bytes(JSON.stringify(out)) <= googleChatLimits.messageBytes);
    const history = out.cardsV2[0]?.card.sections.at(-1)?.widgets ?? [];
    assert.match(JSON.stringify(history.at(-1)), /earlier lines/);
    assert.ok(history.length > 2);
  });
});

/** What a reader copies of a paragraph of Google Chat. */
function copiedFromChat(text: string): string {
  return text
    .replaceAll('<br>', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe('a command', () => {
  /** Words as commands have them: flags, names, quoted JSON. */
  const words = fc.oneof(
    fc.constantFrom('gcloud', '--project=shop-prod', "--format='table(name,x)'", '&&', '|'),
    fc.stringMatching(/^[a-z][a-z0-9=./:_-]{0,60}$/),
    fc.stringMatching(/^'[ -&(-~]{0,40}'$/),
  );
  const commands = fc.array(words, {minLength: 1, maxLength: 12}).map(all => all.join(' '));

  it('is the same command when its lines are joined as a shell joins them', () => {
    fc.assert(
      fc.property(commands, command => {
        assert.equal(foldCommand(command).replaceAll(/ \\\n {2}/g, ' '), command);
      }),
      {numRuns: 500},
    );
  });

  it('has the same words for a shell, folded or not', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z][a-z0-9=./:_-]{0,60}$/),
      fc.stringMatching(/^'[ -&(-~]{0,40}'$/),
      fc.stringMatching(/^"[ #%-Z^-_a-~]{0,40}"$/).filter(one => !one.includes('`')),
    );
    const all = fc.sample(fc.array(word, {minLength: 1, maxLength: 12}), 100);
    const printed = (command: string) => `printf '%s\\0' ${command}`;
    const shell = (lines: readonly string[]) =>
      execFileSync('bash', ['-c', lines.map(printed).join('\n')], {encoding: 'utf8'});
    const whole = all.map(one => one.join(' '));
    assert.equal(shell(whole.map(one => foldCommand(one))), shell(whole));
  });

  it('is copied as it is from every channel', () => {
    fc.assert(
      fc.property(commands, command => {
        const text = phrase('run', {command});
        const message: Message = {
          ...broken,
          ask: {text, steps: [], more: 0, risks: [], answers: []},
        };
        const folded = foldCommand(command);
        assert.deepEqual(richTexts(renderSlack(message, echo.en).blocks), [folded]);
        const chat = renderGoogleChat(message, echo.en).cardsV2[0]?.card.sections[0]?.widgets ?? [];
        const shown = chat.flatMap(one => ('textParagraph' in one ? [one.textParagraph.text] : []));
        assert.ok(shown.map(copiedFromChat).includes(folded));
        const terminal = renderTerminal(message, echo.en, {width: 60, colour: false});
        assert.ok(terminal.split('\n').includes(`     ${command}`));
      }),
      {numRuns: 200},
    );
  });
});

describe('renderTerminal', () => {
  it('writes no escape sequence but its own, and only when asked for colour', () => {
    fc.assert(
      fc.property(hostileMessages, locales, (message, locale) => {
        const plain = renderTerminal(message, echo[locale], {width: 60, colour: false});
        const outside = plain.split('\n').filter(line => !line.startsWith('     '));
        assert.doesNotMatch(outside.join('\n'), /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        const coloured = renderTerminal(message, echo[locale], {width: 60, colour: true});
        assert.equal(stripVTControlCharacters(coloured), plain);
      }),
      {numRuns: 60},
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
    assert.doesNotMatch(out, /First log entry/);
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
            renderGoogleChat(message, echo.ko, {notes: message.notes}),
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
          assert.ok(out.includes(idOf(message)) && out.includes(word), `${tone} ${locale}`);
        }
      }
    }
  });
});

/** What people find it by: a silence is no incident. */
function idOf({incident}: Message): string {
  const [kind, silence = ''] = incident.split('/');
  return kind === 'silence' ? silence : incident;
}
