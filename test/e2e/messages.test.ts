import assert from 'node:assert/strict';
import {renderGoogleChat} from '../../functions/adapters/chat/google-chat/render.ts';
import {renderSlack, renderSlackNotes} from '../../functions/adapters/chat/slack/render.ts';
import {renderTerminal} from '../../functions/adapters/chat/terminal/render.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import {isTellable} from '../../functions/core/announcement/tellable.ts';
import type {Message} from '../../functions/core/ports/message.ts';
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {messageOf} from '../../functions/engine/lib/message-of.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import type {Scenario} from '../../sandbox/scenario.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {command} from '../support/command.ts';
import {oddWords} from '../support/odd-words.ts';
import {playScenario} from '../support/scenario.ts';
import {type Scratch, scratch} from '../support/scratch.ts';
import {shownCommands, unfolded} from '../support/shown-commands.ts';

/** A message that was told, and the runbook whose it is. */
interface Told {
  readonly scenario: string;
  readonly runbook: string;
  readonly message: Message;
}

/** The message of an incident as it is stored, and what `incidents show` prints of it. */
interface Shown extends Told {
  readonly printed: Readonly<Record<Locale, string>>;
}

const locales = ['en', 'ko'] as const satisfies readonly Locale[];
const settleMinutes = 20;
const day = 24 * 60 * 60_000;

describe('the messages of all scenarios', function () {
  this.timeout(120_000);
  const told: Told[] = [];
  const stored: Shown[] = [];

  before(async () => {
    for (const one of scenarios) {
      const {all, shown} = await messagesOf(one);
      told.push(...all);
      stored.push(...shown);
    }
    assert.ok(told.length > scenarios.length);
  });

  for (const locale of locales) {
    const speak = speakAll(locale);
    const slack = ({message}: Told) => renderSlack(message, speak);
    const terminal = ({message}: Told) =>
      renderTerminal(message, speak, {width: 10_000, colour: false});

    /** All that people are shown of a message, in any channel. */
    const everything = (one: Told): string =>
      JSON.stringify([
        slack(one),
        renderSlackNotes(one.message.notes, one.message, speak, {first: true}),
        renderGoogleChat(one.message, speak, {notes: one.message.notes}),
        terminal(one),
      ]);

    it(`give no headline to two different causes, ${locale}`, () => {
      const causes = new Map<string, string>();
      for (const one of told) {
        const {text} = slack(one);
        const {cause} = one.message.headline;
        const why = JSON.stringify([one.runbook, cause]);
        assert.equal(causes.get(text) ?? why, why, text);
        causes.set(text, why);
      }
      assert.ok(causes.size > 40, `${causes.size} headlines`);
    });

    it(`name a risk, an end and a command where they ask for a yes, ${locale}`, () => {
      const asking = told.filter(({message}) => message.tone === 'approval');
      assert.ok(asking.length > 5);
      const title = {en: '*Risk* ', ko: '*위험* '}[locale];
      for (const one of asking) {
        const shown = slack(one);
        const texts = shown.blocks.flatMap(block =>
          block.type === 'section' && 'text' in block ? [block.text.text] : [],
        );
        assert.ok(texts.some(text => text.startsWith(title) && text.length > title.length + 20));
        const [said = ''] = texts;
        const times = [...said.matchAll(/<!date\^(\d+)\^/g)].map(([, at]) => Number(at) * 1000);
        const {at = 0} = one.message.notes.at(-1) ?? {};
        assert.ok(
          times.some(time => time > at && time <= at + day),
          `${one.scenario}: ${said}`,
        );
        const commands = shownCommands(shown);
        const beginnings = [
          /^(?:gcloud|kubectl) /,
          /^mesh-responder approve /,
          /^mesh-responder decline /,
        ];
        for (const beginning of beginnings)
          assert.ok(
            commands.some(text => beginning.test(text)),
            `${one.scenario}: ${commands.join()}`,
          );
      }
    });

    it(`count the same in every place, ${locale}`, () => {
      for (const one of stored) {
        const counted = countsIn(JSON.stringify(slack(one).attachments), locale);
        assert.equal(counted.length, 1, one.scenario);
        assert.deepEqual(countsIn(terminal(one), locale), counted, one.scenario);
        assert.deepEqual(countsIn(one.printed[locale], locale), counted, one.scenario);
      }
    });

    it(`have no word that reads as translated, and nothing that cannot be seen, ${locale}`, () => {
      for (const one of told) {
        const text = everything({...one, message: withoutQuote(one.message)});
        assert.doesNotMatch(text, oddWords[locale]);
        assert.doesNotMatch(text, /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/);
      }
    });
  }
});

/** Denied changes, as the sandbox denies them, and the permission that each lacks. */
const denied = [
  {
    scenario: 'connect-gateway-disabled',
    fault: 'serviceusage:enable=403',
    permission: 'serviceusage.services.enable',
    command: /^gcloud services enable connectgateway\.googleapis\.com /,
  },
  {
    scenario: 'service-agent-unbound',
    fault: 'cloudresourcemanager:setIamPolicy=403',
    permission: 'resourcemanager.projects.setIamPolicy',
    command: /^gcloud projects add-iam-policy-binding /,
  },
];

describe('a change that is denied', () => {
  for (const {scenario, fault, permission, command: byHand} of denied) {
    it(`names the permission and the command to run by hand: ${permission}`, async () => {
      const played = await playScenario(scenario, () => ({}), [fault]);
      try {
        await played.minutes(2);
        const message = played.chat.messages.at(-1);
        assert.ok(message?.tone === 'action');
        for (const locale of locales) {
          const shown = renderSlack(message, speakAll(locale));
          assert.ok(JSON.stringify(shown.blocks).includes(permission));
          assert.ok(shownCommands(shown).some(one => byHand.test(unfolded(one))));
        }
      } finally {
        await played.close();
      }
    });
  }
});

/** Plays a scenario, each of its plans approved, and gives all that was told. */
async function messagesOf({name, expected, config}: Scenario) {
  const files = await scratch();
  const path = files.path('incidents.db');
  const played = await playScenario(name, async () => ({store: await sqliteStore({path})}));
  try {
    const {asks = [], approvedAfterMinutes = settleMinutes} = expected;
    await played.minutes(asks.length > 0 ? approvedAfterMinutes : settleMinutes);
    for (const runbook of asks) {
      await played.say(runbook, 'approved');
      await played.minutes(settleMinutes);
    }
    const incidents = await played.incidents();
    const all = played.chat.messages.map((message): Told => {
      const runbook = incidents.find(one => one.id === message.incident)?.runbook ?? '';
      return {scenario: name, runbook, message};
    });
    const shown: Shown[] = [];
    for (const incident of incidents.filter(isTellable)) {
      const {id, runbook} = incident;
      const message = messageOf(played.deps, incident);
      const settings = {...config, store: {sqlite: {path}}};
      shown.push({scenario: name, runbook, message, printed: await printed(files, settings, id)});
    }
    return {all, shown};
  } finally {
    await played.close();
    await files.remove();
  }
}

/** What `incidents show` prints, in each language. */
async function printed(files: Scratch, settings: object, id: string) {
  const shown = async (locale: Locale): Promise<string> => {
    const file = await files.write('config.json', {...settings, locale});
    const {exit, stdout, stderr} = await command(['incidents', 'show', id, '--config', file]);
    assert.equal(exit, 0, stderr);
    // The footer, which a terminal breaks into lines.
    return stdout.replaceAll(/\n +(?=[^ └])/g, ' ');
  };
  return {en: await shown('en'), ko: await shown('ko')};
}

/** In a footer, behind the id. */
const counts: Readonly<Record<Locale, RegExp>> = {
  en: /Incident \S+ ·(?: Plan \S+ ·)? (\d+ log .*?|Found in live state, .*?)(?= · |"|$)/gm,
  ko: /인시던트 \S+ ·(?: 계획 \S+ ·)? (로그 \d+건.*?|로그 없이 .*?)(?= · |"|$)/gm,
};

function countsIn(text: string, locale: Locale): readonly string[] {
  return [...text.matchAll(counts[locale])].map(([, found = '']) => found);
}

/** What was logged is not in our words. */
function withoutQuote({quote: _outside, ...message}: Message): Message {
  return message;
}
