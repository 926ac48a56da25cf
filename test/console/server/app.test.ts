import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'mocha';
import {approvalMark, answerIn} from '../../../functions/core/guard/consent.ts';
import {pauseIn, pauseMark} from '../../../functions/core/guard/pause.ts';
import {silencesIn, silencesMark} from '../../../functions/core/guard/silence.ts';
import {StoreError} from '../../../functions/core/lib/error.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {phrase} from '../../../functions/pages/console/texts.ts';
import {openConsole, type OpenConsole} from '../../support/console.ts';
import {opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {fleet, rig, type Rig, shop} from '../../support/fakes.ts';

describe('the console', () => {
  let here: Rig;
  let console: OpenConsole;
  let id: string;
  let plan: string;

  beforeEach(async () => {
    here = await rig('approve', {
      settings: {
        projects: [fleet, shop],
        mode: 'approve',
        locale: 'en',
        chat: {},
        store: {},
        people: [{email: 'kim@shop.example'}],
      },
    });
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
    plan = (await stored(here.deps, id)).work.plan?.hash ?? '';
    console = await openConsole(here);
  });

  it('shows what waits, from the log entry to the plan, in both languages', async () => {
    const list = await console.get('/incidents');
    assert.equal(list.status, 200);
    assert.ok(list.text.includes(`href="/incidents/${id}"`));
    const page = await console.get(`/incidents/${id}`);
    for (const part of ['awaiting-approval', plan, 'gcloud', 'services', 'Approve plan', 'hint']) {
      assert.ok(page.text.includes(part), part);
    }
    const korean = await console.get(`/incidents/${id}`, {'accept-language': 'ko-KR,en;q=0.5'});
    assert.ok(korean.text.includes('<html lang="ko">'));
    assert.ok(korean.text.includes('계획 승인'));
    const asked = await console.get(`/incidents/${id}?lang=en`, {'accept-language': 'ko'});
    assert.ok(asked.text.includes('<html lang="en">'));
    assert.match(asked.headers.get('set-cookie') ?? '', /mesh-responder-lang=en/);
  });

  it('has a sentence in both languages for whatever a page says', async () => {
    const paths = ['/incidents', `/incidents/${id}`, '/fleets', '/runbooks', '/stops', '/report'];
    for (const path of [...paths, '/incidents/0000000000-1']) {
      for (const lang of ['en', 'ko']) {
        const {text} = await console.get(`${path}?lang=${lang}`);
        const words = text.replace(/<(script|style)>[^]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
        assert.deepEqual(
          words.match(
            /\b(?:console|report)\.(?!developers|cloud)[a-z][a-z.-]*|\{[a-z]+(?::[^}]*)?\}/g,
          ),
          null,
          path,
        );
      }
    }
  });

  it('approves the plan that was read, by the use case of chat, and is taken back to the page', async () => {
    const csrf = await console.csrf();
    const done = await console.post(`/incidents/${id}/approve`, {csrf, plan});
    assert.equal(done.status, 303);
    const leads = done.headers.get('location') ?? '';
    assert.ok(leads.startsWith(`/incidents/${id}?said=approve&proof=`), leads);
    const isSaid = async (path: string) =>
      (await console.get(path)).text.includes('class="said good"');
    assert.equal(await isSaid(leads), true);
    // A link from elsewhere makes no page say that something was approved.
    for (const forged of [`/incidents/${id}?said=approve`, leads.replace(/proof=../, 'proof=zz')]) {
      assert.equal(await isSaid(forged), false, forged);
    }
    assert.equal(await isSaid(leads.replace('approve', 'undo')), false, 'of another thing');
    const given = answerIn((await here.deps.guardStore.mark(approvalMark(id)))?.value);
    assert(given !== undefined && given !== 'unreadable');
    assert.equal(given.plan, plan);
    assert.equal(given.by, 'kim@shop.example');
    await runUntilSettled(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'resolved');
    const page = await console.get(`/incidents/${id}`);
    assert.ok(page.text.includes('kim@shop.example'));
    assert.ok(!page.text.includes('id="approve"'));
  });

  it('refuses a plan that is another one by now, and says so above the buttons', async () => {
    const csrf = await console.csrf();
    const other = 'a'.repeat(16);
    const answer = await console.post(`/incidents/${id}/approve`, {csrf, plan: other});
    assert.equal(answer.status, 409);
    assert.match(answer.text, /role="alert"/);
    assert.ok(answer.text.includes(plan), 'the plan that waits');
    assert.equal(await here.deps.guardStore.mark(approvalMark(id)), undefined);
  });

  it('acknowledges, silences and pauses', async () => {
    const csrf = await console.csrf();
    const token = 'b'.repeat(32);
    const form = {csrf, token, scope: 'problem', minutes: '60', reason: 'node upgrade'};
    const forms = [
      ['acknowledge', {csrf}],
      ['silence', form],
      ['silence', form],
      ['pause', {csrf, minutes: '30', reason: 'release'}],
    ] as const;
    for (const [verb, fields] of forms) {
      const done = await console.post(`/incidents/${id}/${verb}`, fields);
      const leads = done.headers.get('location') ?? '';
      assert.ok(leads.startsWith(`/incidents/${id}?said=${verb}&`), leads);
    }
    const silences = silencesIn((await here.deps.guardStore.mark(silencesMark))?.value);
    assert.deepEqual(
      silences?.map(one => [one.by, one.reason]),
      [['kim@shop.example', 'node upgrade']],
      'the same form twice is one silence',
    );
    const now = here.clock.now();
    assert.equal(
      pauseIn((await here.deps.guardStore.mark(pauseMark))?.value, now)?.reason,
      'release',
    );
    const stops = await console.get('/stops');
    assert.ok(
      stops.text.includes('node upgrade') &&
        stops.text.includes('mesh-responder</span> <span>unpause'),
    );
    const missing = await console.post(`/stops/pause`, {csrf, minutes: '30', reason: ' '});
    assert.equal(missing.status, 409);
  });

  const forgeries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'another origin': {origin: 'https://evil.example'},
    'another site': {'sec-fetch-site': 'cross-site'},
    'another page of the same site': {'sec-fetch-site': 'same-site'},
    'an opaque origin': {origin: 'null'},
    JSON: {'content-type': 'text/plain'},
    'no session': {cookie: ''},
    'somebody else’s session': {cookie: `mesh-responder-console-8080=${'0'.repeat(64)}`},
    'two sessions': {cookie: `mesh-responder-console-8080=1; mesh-responder-console-8080=2`},
  };
  for (const [name, headers] of Object.entries(forgeries)) {
    it(`takes no form of ${name}`, async () => {
      const csrf = await console.csrf();
      const answer = await console.post(`/incidents/${id}/approve`, {csrf, plan}, headers);
      assert.equal(answer.status, 403);
      assert.equal(await here.deps.guardStore.mark(approvalMark(id)), undefined);
    });
  }

  it('takes no form without the word of its session, nor from a sender that names no origin', async () => {
    const csrf = await console.csrf();
    for (const word of ['', 'f'.repeat(64), csrf.toUpperCase()]) {
      const answer = await console.post(`/incidents/${id}/approve`, {csrf: word, plan});
      assert.equal(answer.status, 403, word);
    }
    const bare = await console.fetch(`/incidents/${id}/approve`, {
      method: 'POST',
      headers: {cookie: console.cookie, 'content-type': 'application/x-www-form-urlencoded'},
      body: new URLSearchParams({csrf, plan}).toString(),
    });
    assert.equal(bare.status, 403);
    assert.equal(await here.deps.guardStore.mark(approvalMark(id)), undefined);
  });

  it('only reads where nobody is verified: no button is there, and a form is refused with the reason', async () => {
    const csrf = await console.csrf();
    assert.notEqual(csrf, '');
    const why = phrase('console.read-only.unverified');
    const reader = await openConsole(here, {kind: 'reader', name: '–', why});
    for (const path of [`/incidents/${id}`, '/stops']) {
      const {text} = await reader.get(path);
      assert.ok(!text.includes('<form method="post"') && !text.includes('name="csrf"'), path);
      assert.ok(text.includes('Nobody has verified who you are'));
    }
    const answer = await reader.post(`/incidents/${id}/approve`, {csrf, plan});
    assert.equal(answer.status, 403);
    assert.equal(await here.deps.guardStore.mark(approvalMark(id)), undefined);
  });

  it('lets nobody in but the browser that opened the address, once', async () => {
    const bare = await console.stranger('/incidents');
    assert.equal(bare.status, 403);
    assert.match(bare.text.replace(/<[^>]*>/g, ''), /mesh-responder console/);
    assert.ok(!bare.text.includes(id));
    const again = await console.stranger(`/incidents?key=${console.key}`);
    assert.equal(again.status, 403);
    assert.match(again.text, /used already/);
    assert.equal((await console.get(`/incidents?key=${console.key}`)).status, 303);
    const wrong = await console.stranger(`/incidents?key=${'0'.repeat(64)}`);
    assert.equal(wrong.status, 403);
    const rebound = await console.get('/incidents', {host: 'evil.example:8080'});
    assert.equal(rebound.status, 403);
  });

  it('answers what is not there with a page that helps', async () => {
    const paths = [
      '/incidents/0000000000-1',
      '/incidents/%3Cscript%3E',
      '/incidents/..%2f..%2fetc%2fpasswd',
      '/incidents/../../etc/passwd',
      `/incidents/${'a'.repeat(5000)}`,
      '/incidents/__proto__',
      '/nowhere',
      '/live?watch=everything',
      '/find?id=%22%3E%3Cimg%20src=x%3E',
    ];
    for (const path of paths) {
      const answer = await console.get(path);
      assert.equal(answer.status, 404, path);
      assert.match(answer.text, /href="\/incidents"/);
      assert.ok(!/<script>(?!'use strict')|<img/.test(answer.text), path);
    }
    const found = await console.get(`/find?id=%20${id.toUpperCase()}`);
    assert.equal(found.headers.get('location'), `/incidents/${id}`);
  });

  it('leads to no other host, whatever path it is asked for', async () => {
    for (const path of ['//[', '//a:b:c', '//shop.example//evil.example/', '///evil.example/x']) {
      const {status, text, headers} = await console.get(path);
      assert.equal(status, 404, path);
      assert.ok(headers.has('content-security-policy'), path);
      for (const [, link = ''] of text.matchAll(/(?:href|action)="([^"]*)"/g)) {
        assert.doesNotMatch(link, /^\/\//, path);
      }
      const welcome = await console.get(`${path}?key=${console.key}`);
      assert.match(welcome.headers.get('location') ?? '', /^\/(?!\/)/, path);
    }
  });

  it('says which methods there are, and reads no body that is large', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await console.fetch('/incidents', {method, headers: {cookie: console.cookie}});
      assert.equal(answer.status, 405, method);
      assert.equal(answer.headers.get('allow'), 'GET, HEAD, POST');
    }
    const csrf = await console.csrf();
    assert.equal((await console.post('/incidents', {csrf})).status, 405);
    const large = {csrf, plan, reason: 'x'.repeat(20_000)};
    assert.equal((await console.post(`/incidents/${id}/approve`, large)).status, 413);
    const head = await console.fetch('/incidents', {
      method: 'HEAD',
      headers: {cookie: console.cookie},
    });
    assert.deepEqual([head.status, head.text], [200, '']);
  });

  it('carries its policy with every answer, whatever it is', async () => {
    const answers = [
      await console.get('/incidents'),
      await console.get('/incidents/0000000000-1'),
      await console.stranger('/incidents'),
      await console.get('/incidents.csv'),
      await console.stranger('/icon.svg'),
      await console.get('/'),
    ];
    for (const {headers} of answers) {
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /^default-src 'none'; /);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.ok(!/unsafe|https?:|\*/.test(policy), policy);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.notEqual(headers.get('referrer-policy'), null);
    }
  });

  it('says that the store does not answer, within seconds and with 503', async () => {
    const never = new Promise<never>(() => undefined);
    const silent = {...here.deps.store, listed: () => never};
    const slow = await openConsole(here, undefined, {
      store: silent,
      clock: {
        now: () => here.clock.now(),
        sleep: () => new Promise(done => setTimeout(done, 50)),
      },
    });
    const answer = await slow.get('/incidents');
    assert.equal(answer.status, 503);
    assert.match(answer.text, /did not answer/);
    assert.equal(answer.headers.get('retry-after'), '5');
    const refusing = {...here.deps.store, read: () => Promise.reject(new StoreError('no: s3cret'))};
    const broken = await openConsole(here, undefined, {store: refusing});
    const refused = await broken.get(`/incidents/${id}`);
    assert.equal(refused.status, 503);
    assert.ok(!refused.text.includes('s3cret'));
  });

  it('gives what it shows to programs: JSON, and CSV that no spreadsheet runs', async () => {
    const list: unknown = JSON.parse((await console.get('/incidents.json?show=person')).text);
    assert.deepEqual(
      (list as {incidents: {id: string}[]}).incidents.map(one => one.id),
      [id],
    );
    const none = JSON.parse((await console.get('/incidents.json?show=resolved')).text) as object;
    assert.deepEqual(none, {incidents: []});
    const one = JSON.parse((await console.get(`/incidents/${id}.json`)).text) as object;
    assert.ok('timeline' in one && 'plan' in one && !('acts' in one));
    assert.ok(!JSON.stringify(one).includes(await console.csrf()));
    const lines = (await console.get(`/incidents/${id}.csv`)).text.split('\r\n');
    assert.equal(lines[0], '"at","voice","state","what","read","code"');
    for (const path of ['/fleets.json', '/report.json', '/report.csv']) {
      assert.equal((await console.get(path)).status, 200, path);
    }
  });

  it('pages what is over, and never shows an incident twice', async () => {
    const {store} = here.deps;
    const sample = await stored(here.deps, id);
    const over = {state: 'no-action', reason: {kind: 'already-healthy'}} as const;
    for (let n = 0; n < 60; n += 1) {
      const name = `${n.toString(16).padStart(10, '0')}-1`;
      await store.create({...sample, ...over, id: name, key: name, version: 1, openedAt: n});
    }
    const seen: string[] = [];
    for (let next: string | undefined = '/incidents?show=no-action'; next !== undefined;) {
      const {text}: {text: string} = await console.get(next);
      seen.push(...[...text.matchAll(/id="row-([\da-f-]+)"/g)].map(one => one[1] ?? ''));
      next = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    assert.equal(seen.length, 60);
    assert.equal(new Set(seen).size, 60);
    assert.equal(seen[0], '000000003b-1');
    const first = await console.get('/incidents');
    assert.match(first.text, /Closed[^]*?60/);
  });
});
