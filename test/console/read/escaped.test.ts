import assert from 'node:assert/strict';
import fc from 'fast-check';
import {before, describe, it} from 'mocha';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {openConsole} from '../../support/console.ts';
import {opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {fleet, rig, type Rig} from '../../support/fakes.ts';

/** What somebody would write into a log entry, a reason or a name to be more than text. */
const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><script>x</script>',
    '</title><svg/onload=x>',
    'javascript:alert(1)',
    '&lt;b&gt;&#0;&quot;',
    '<!--',
    ']]>',
    '{{7*7}}${7*7}',
    '\u202Eevil\u2066',
  ),
  fc.string({unit: 'binary', minLength: 1, maxLength: 40}),
);

/** The tags of a page in their order, each with the names of its attributes. */
function structure(page: string): readonly string[] {
  const bare = page.replace(/<(script|style)>[^]*?<\/\1>/g, '<$1>');
  return [...bare.matchAll(/<(\/?[a-zA-Z!][^\s>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g)].map(
    ([, tag = '', attributes = '']) =>
      `${tag} ${[...attributes.matchAll(/([\w-]+)(?==")/g)].map(one => one[1]).join(' ')}`,
  );
}

describe('a page of the console', () => {
  let here: Rig;
  let sample: Incident;

  before(async () => {
    here = await rig('approve');
    here.world.disable(fleet.id);
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    sample = await stored(here.deps, id);
  });

  /** The same incident with a text in every field that may come from outside. */
  function filled(text: string): Incident {
    return {
      ...sample,
      symptom: text,
      target: {project: text, location: text, cluster: text, membership: text, namespace: text},
      intake: {
        ...sample.intake,
        evidence: [{quote: text, insertId: text, project: text}],
        symptoms: [],
      },
      work: {
        ...sample.work,
        proof: [{code: 'no-such-code', params: {text}}],
        owner: {by: text, at: sample.openedAt, run: sample.work.run},
        found: {
          cause: {code: text, params: {text}},
          impact: {
            workloads: [text],
            lack: true,
            namespaces: [text],
            clusters: [{project: text, cluster: text}],
          },
        },
      },
      outbox: {...sample.outbox, channels: {[`c${text}`]: {revision: 1}}},
      timeline: [
        ...sample.timeline,
        {
          at: sample.work.changedAt,
          state: 'blocked',
          reason: {kind: 'denied', call: text, failure: 'denied', said: text},
          proof: [{code: text, params: {text}}],
          code: text,
        },
      ],
    };
  }

  it('has the same elements and attributes whatever stands in its fields', async () => {
    const shown = async (text: string): Promise<readonly string[]> => {
      const one = filled(text);
      const store = {
        ...here.deps.store,
        read: () => Promise.resolve(one),
        listed: () => Promise.resolve([one]),
      };
      const console = await openConsole({...here, deps: {...here.deps, store}});
      const pages = await Promise.all(
        [`/incidents/${sample.id}`, '/incidents', '/fleets'].map(path => console.get(path)),
      );
      for (const {status, text: page} of pages) {
        assert.equal(status, 200);
        assert.equal(page.split('<script>').length, 2, 'its own script and no other');
        assert.ok(!/href="\s*javascript:/i.test(page));
      }
      return pages.flatMap(one => structure(one.text));
    };
    const plain = await shown('plain');
    await fc.assert(
      fc.asyncProperty(hostile, async text => {
        const found = await shown(text);
        // What a text has no address for, or breaks in lines, may leave a part out; nothing is ever added.
        const allowed = new Set(plain);
        assert.deepEqual(
          found.filter(one => !allowed.has(one)),
          [],
        );
      }),
      {numRuns: 60},
    );
  });
});
