import fc from 'fast-check';
import type {Message} from '../../../functions/core/ports/message.ts';
import type {Phrase} from '../../../functions/core/texts/phrase.ts';

const pieces = [
  '<!channel>',
  '<!here|x>',
  '<@U123>',
  '<#C123|general>',
  '<users/all>',
  '<https://evil.example|bank>',
  '&lt;!channel&gt;',
  '&',
  '<',
  '>',
  '"',
  "'",
  '|',
  '```',
  '`',
  '*b*',
  '@here',
  '\\',
  '\n',
  '\r\n',
  '\t',
  'https://evil.example/?a=1',
  'javascript:alert(1)',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u001b[31m',
  '\u009b2J',
  '\u0000',
  '\ud83d',
  '\udd34',
  '🇰🇷',
  '👨‍👩‍👧',
  'e\u0301\u0302\u0303\u0304\u0305\u0306',
  '가나다',
  '{a}',
  '{a:time}',
  '</b>',
  '<a href="https://evil.example">x</a>',
  'word ',
];

/** Text as an attacker would write it into a log. */
export const hostile = fc.oneof(
  fc.string({unit: 'binary', maxLength: 60}),
  fc.array(fc.constantFrom(...pieces), {maxLength: 40}).map(parts => parts.join('')),
  fc
    .tuple(fc.constantFrom(...pieces), fc.integer({min: 1, max: 6000}))
    .map(([piece, times]) => piece.repeat(Math.ceil(times / piece.length))),
);

const phrases: fc.Arbitrary<Phrase> = fc.record({
  code: fc.oneof(fc.constant('echo'), hostile),
  params: fc.record({a: fc.oneof(hostile, fc.double())}),
});

const times = fc.oneof(fc.integer(), fc.double());

/** A message with anything in any field; its code `echo` says its parameter `a`. */
export const hostileMessages: fc.Arbitrary<Message> = fc.record(
  {
    incident: fc.oneof(fc.constant('inc-1'), hostile),
    revision: fc.integer({min: 1, max: 9}),
    milestone: fc.integer({min: 1, max: 9}),
    about: fc.record({
      runbook: hostile,
      target: fc.record({project: hostile, cluster: hostile}),
      state: fc.constantFrom('blocked', 'awaiting-approval', 'failed', 'resolved'),
      reason: phrases,
      detail: phrases,
      run: fc.nat(3),
      actions: fc.array(fc.record({id: hostile, result: hostile}), {maxLength: 3}),
      openedAt: fc.nat(2 ** 42),
      changedAt: fc.nat(2 ** 42),
      owner: fc.record({by: hostile, at: fc.nat(2 ** 42), run: fc.nat(3)}),
      escalated: fc.nat(2),
    }),
    tone: fc.constantFrom(
      'checking',
      'repairing',
      'verifying',
      'fixed',
      'approval',
      'action',
      'undone',
      'unchanged',
      'quiet',
    ),
    day: times,
    place: hostile,
    headline: fc.record(
      {what: phrases, cause: phrases, was: fc.constant(true as const)},
      {requiredKeys: ['what']},
    ),
    sentences: fc.array(phrases, {maxLength: 6}),
    ask: fc.record({
      text: phrases,
      steps: fc.array(fc.record({title: phrases, command: hostile.filter(one => one !== '')}), {
        maxLength: 6,
      }),
      more: fc.nat(9),
      risks: fc.array(phrases, {maxLength: 3}),
      answers: fc.array(fc.constantFrom('mesh-responder approve x', 'mesh-responder decline x')),
    }),
    done: fc.array(
      fc.record(
        {mark: fc.constantFrom('done', 'waiting', 'failed'), text: phrases, at: times},
        {requiredKeys: ['mark', 'text']},
      ),
      {maxLength: 8},
    ),
    facts: fc.array(fc.record({label: phrases, value: phrases}), {maxLength: 14}),
    footer: fc.array(phrases, {maxLength: 5}),
    links: fc.array(fc.record({label: phrases, url: fc.oneof(hostile, fc.webUrl())}), {
      maxLength: 8,
    }),
    notes: fc.array(fc.record({at: times, text: phrases, code: hostile}), {maxLength: 30}),
    quote: hostile,
  },
  {
    requiredKeys: [
      'incident',
      'revision',
      'milestone',
      'about',
      'tone',
      'day',
      'place',
      'headline',
      'sentences',
      'done',
      'facts',
      'footer',
      'links',
      'notes',
    ],
  },
);
