import {documentOf, sampleIncident} from '../incident.ts';
import assert from 'node:assert/strict';
import type {ServerResponse} from 'node:http';
import {describe, it} from 'mocha';
import nock from 'nock';
import {answerLimit} from '../../../../functions/adapters/http/http-client.ts';
import type {FirestoreDeps} from '../../../../functions/adapters/store/firestore/client.ts';
import {docLimit} from '../../../../functions/adapters/store/firestore/documents.ts';
import {pageSize} from '../../../../functions/adapters/store/firestore/queries.ts';
import {firestoreStore} from '../../../../functions/adapters/store/firestore/firestore-store.ts';
import {CallError, StoreError} from '../../../../functions/core/lib/error.ts';
import {at, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import type {Store} from '../../../../functions/core/ports/ports.ts';
import {googleDeps} from '../../../support/google.ts';
import {json, loopback, type Loopback, type Received} from '../../../support/loopback.ts';

const place = {project: 'shop-ops', database: '(default)'};
const root = 'projects/shop-ops/databases/(default)/documents';
const name = `${root}/mesh-responder-incidents/i-1`;
/** The documents in a URL, as the generated client writes it. */
const path = '/v1/projects/shop-ops/databases/%28default%29/documents';
const google = 'https://firestore.googleapis.com';
const earlier = '2026-11-22T06:00:00.000001Z';
const later = '2026-11-22T06:00:00.000002Z';

type Answer = (response: ServerResponse, request: Received) => void;

/** What Firestore says, in the words that it uses. */
const written =
  (updateTime = later): Answer =>
  response => {
    json(response, {writeResults: [{updateTime}], commitTime: updateTime});
  };
const refused =
  (code: number, status: string, message = 'as documented'): Answer =>
  response => {
    json(response, {error: {code, message, status}}, code);
  };
const missing: Answer = response => {
  json(response, [{missing: name, readTime: later}]);
};
const lost: Answer = response => {
  response.destroy();
};
const body =
  (value: unknown): Answer =>
  response => {
    json(response, value);
  };

const unmet = refused(400, 'FAILED_PRECONDITION', 'the stored version does not match');
const aborted = refused(409, 'ABORTED', 'Too much contention on these documents.');

describe('the Firestore store on the wire', () => {
  let server: Loopback | undefined;
  let answers: Answer[] = [];

  afterEach(() => {
    server?.close();
    server = undefined;
    assert.deepEqual(answers.splice(0), [], 'answers that nobody asked for');
  });

  /** A store whose Firestore gives these answers, one for each request. */
  async function telling(...script: readonly Answer[]): Promise<Store> {
    answers = [...script];
    server = await loopback((response, request) => {
      const next = answers.shift();
      if (next === undefined) json(response, {error: {message: 'not in the script'}}, 500);
      else next(response, request);
    });
    return made({attempts: 1, emulator: server.origin.replace('http://', '')});
  }

  function made(extra: Partial<FirestoreDeps> = {}): Store {
    return firestoreStore({...googleDeps(extra), ...extra}, place);
  }

  /** Verbs of the requests so far. */
  function asked(): readonly string[] {
    return (server?.received ?? []).map(one => one.url.replace(/^.*:/, ''));
  }

  /** What a commit wanted to write; the newest unless `index` says which. */
  function write(index = -1): unknown {
    const commits = (server?.received ?? []).filter(one => one.url.endsWith(':commit'));
    return listAt(JSON.parse(commits.at(index)?.body ?? '{}'), 'writes')[0];
  }

  /** The document as a commit left it. */
  const holds =
    (index = -1, updateTime = later): Answer =>
    response => {
      const update = at(write(index), 'update');
      const fields = at(update, 'fields');
      json(response, [{found: {name: textAt(update, 'name'), fields, updateTime}}]);
    };

  /** The document as somebody else left it. */
  const theirs =
    (version: number, updateTime = later): Answer =>
    response => {
      const doc = documentOf(sampleIncident({version}));
      const fields = {
        version: {integerValue: String(version)},
        doc: {stringValue: doc},
        stamp: {stringValue: 'theirs'},
      };
      json(response, [{found: {name, fields, updateTime}}]);
    };

  it('creates with one request, authorised, only where there is no document', async () => {
    let sent: unknown;
    nock(google, {reqheaders: {authorization: 'Bearer test-token'}})
      .post(`${path}:commit`, given => {
        sent = given;
        return true;
      })
      .reply(200, {writeResults: [{updateTime: later}], commitTime: later});
    const incident = sampleIncident({work: {nextLook: 1500.5}, lease: {holder: 'a', until: 2000}});

    assert.equal(await made().create(incident), 'created');

    const [one, ...more] = listAt(sent, 'writes');
    assert.deepEqual(more, []);
    assert.deepEqual(at(one, 'currentDocument'), {exists: false});
    const fields = at(one, 'update', 'fields');
    assert.equal(textAt(one, 'update', 'name'), name);
    assert.match(textAt(fields, 'stamp', 'stringValue') ?? '', /^\w{16}-000000001$/);
    assert.deepEqual(fields, {
      key: {stringValue: incident.key},
      runbook: {stringValue: 'api-disabled'},
      project: {stringValue: 'shop-prod'},
      epoch: {integerValue: '1'},
      version: {integerValue: '1'},
      state: {stringValue: 'detected'},
      standing: {stringValue: 'open'},
      openedAt: {integerValue: '1000'},
      dueAt: {doubleValue: 1500.5},
      freeAt: {integerValue: '2001'},
      doc: {stringValue: documentOf(incident)},
      stamp: at(fields, 'stamp'),
    });
  });

  it('asks the emulator as its owner, past the proxy, without credentials', async () => {
    const store = await telling(missing);
    const emulator = server?.origin.replace('http://', '') ?? '';
    const authorise = () => assert.fail('credentials were asked for');
    const extra = {authorise, emulator, proxy: {origin: 'http://127.0.0.1:1'}};

    assert.equal(await made(extra).read('i-1'), undefined);

    const [request] = server?.received ?? [];
    assert.equal(request?.headers.authorization, 'Bearer owner');
    assert.equal(request.url, `${path}:batchGet`);
    assert.deepEqual(JSON.parse(request.body), {documents: [name]});
    await store.close();
  });

  it('replaces what it has read with one more request, which names the time it was written', async () => {
    const store = await telling(theirs(1, earlier), written(later), written());
    await store.read('i-1');

    assert.equal(await store.replace(sampleIncident({version: 2})), 'stored');
    assert.deepEqual(at(write(), 'currentDocument'), {updateTime: earlier});
    assert.equal(await store.replace(sampleIncident({version: 3})), 'stored');
    assert.deepEqual(at(write(), 'currentDocument'), {updateTime: later});
    assert.deepEqual(asked(), ['batchGet', 'commit', 'commit']);
  });

  it('reads before it replaces what it has not seen', async () => {
    const store = await telling(theirs(4, earlier), written(), theirs(9), missing);

    assert.equal(await store.replace(sampleIncident({version: 5})), 'stored');
    assert.equal(await store.replace(sampleIncident({version: 8})), 'stale');
    assert.equal(await store.replace(sampleIncident({version: 3})), 'stale');
    assert.deepEqual(asked(), ['batchGet', 'commit', 'batchGet', 'batchGet']);
  });

  it('forgets what it saw long ago, and reads that again', async () => {
    const store = await telling(
      written(),
      ...Array.from({length: 1000}, () => written()),
      theirs(1),
      written(),
    );
    await store.create(sampleIncident());
    for (let count = 0; count < 1000; count += 1) {
      await store.create(sampleIncident({id: `i-${count + 2}`}));
    }

    assert.equal(await store.replace(sampleIncident({version: 2})), 'stored');
    assert.deepEqual(asked().slice(-2), ['batchGet', 'commit']);
  });

  for (const [what, answer] of [
    ['refused', refused(409, 'ALREADY_EXISTS')],
    ['lost', lost],
    ['unreadable', body({})],
  ] as const) {
    it(`does not take another's document for its own when the answer is ${what}`, async () => {
      const store = await telling(answer, theirs(1));
      assert.equal(await store.create(sampleIncident()), 'exists');
      assert.deepEqual(asked(), ['commit', 'batchGet']);
    });
  }

  for (const [what, answer] of [
    ['lost', lost],
    ['a failure', refused(503, 'UNAVAILABLE')],
    ['unreadable', body({writeResults: []})],
    ['a page', (response: ServerResponse) => response.end('<html>')],
  ] as const) {
    it(`knows that it has written when the answer is ${what}`, async () => {
      const store = await telling(answer, holds(), written(), answer, holds());

      assert.equal(await store.create(sampleIncident()), 'created');
      assert.equal(await store.replace(sampleIncident({version: 2})), 'stored');
      assert.deepEqual(at(write(), 'currentDocument'), {updateTime: later});
      assert.equal(await store.replace(sampleIncident({version: 3})), 'stored');
      assert.deepEqual(asked(), ['commit', 'batchGet', 'commit', 'commit', 'batchGet']);
    });
  }

  it('writes again what did not arrive, under the same stamp and condition', async () => {
    const store = await telling(lost, missing, written());

    assert.equal(await store.create(sampleIncident()), 'created');

    assert.deepEqual(asked(), ['commit', 'batchGet', 'commit']);
    assert.deepEqual(write(0), write(1));
  });

  it('recognises a write that arrived late, after it was made again', async () => {
    const store = await telling(lost, missing, refused(409, 'ALREADY_EXISTS'), holds(0));

    assert.equal(await store.create(sampleIncident()), 'created');
  });

  it('says that a version is stale which somebody else has replaced', async () => {
    const store = await telling(theirs(1, earlier), unmet, theirs(2));
    await store.read('i-1');

    assert.equal(await store.replace(sampleIncident({version: 2})), 'stale');
    assert.deepEqual(asked(), ['batchGet', 'commit', 'batchGet']);
  });

  it('says that a version is stale whose document was deleted', async () => {
    const store = await telling(theirs(1), refused(404, 'NOT_FOUND'), missing, missing);
    await store.read('i-1');

    assert.equal(await store.replace(sampleIncident({version: 2})), 'stale');
    assert.equal(await store.replace(sampleIncident({version: 2})), 'stale');
  });

  it('replaces a version that was written anew meanwhile', async () => {
    const store = await telling(theirs(1, earlier), unmet, theirs(1, later), written());
    await store.read('i-1');

    assert.equal(await store.replace(sampleIncident({version: 2})), 'stored');
    assert.deepEqual(at(write(), 'currentDocument'), {updateTime: later});
  });

  it('tries contention four times, looking each time, then says so', async () => {
    const looks = Array.from({length: 4}, () => [aborted, theirs(1)]).flat();
    const store = await telling(theirs(1), ...looks);
    await store.read('i-1');

    const error = await failure(store.replace(sampleIncident({version: 2})));

    assert.match(
      error.message,
      /replace failed: firestore documents\.commit: conflict .*contention/,
    );
    assert.match(error.message, /the next delivery or sweep tries again$/);
  });

  it('keeps quarantined deliveries once each, also when an answer gets lost', async () => {
    const store = await telling(lost, holds(), written());

    await store.quarantine({at: 1, reason: 'no JSON', body: 'x'});
    await store.quarantine({at: 1, reason: 'no JSON', body: 'x'});

    const [first, second] = [write(0), write(1)];
    assert.notEqual(textAt(first, 'update', 'name'), textAt(second, 'update', 'name'));
    assert.deepEqual(at(first, 'currentDocument'), {exists: false});
    assert.deepEqual(at(first, 'updateTransforms'), [
      {fieldPath: 'keptAt', setToServerValue: 'REQUEST_TIME'},
    ]);
    const expires = textAt(first, 'update', 'fields', 'expiresAt', 'timestampValue');
    assert.equal(expires, '1970-01-31T00:00:00.001Z');
  });

  it('says that nobody knows when neither the answer nor the document can be had', async () => {
    const store = await telling(lost, refused(503, 'UNAVAILABLE', 'try later'));

    const error = await failure(store.create(sampleIncident()));

    assert.match(error.message, /^store Firestore shop-ops\/\(default\): create failed: /);
    assert.match(error.message, /commit: unavailable \(no answer\).*; and whether it was written/);
    assert.match(error.message, /batchGet: unavailable \(HTTP 503\): UNAVAILABLE: try later; the/);
    assert(error.cause instanceof Error && error.cause.cause instanceof CallError);
  });

  const errors: readonly (readonly [string, Answer, RegExp])[] = [
    [
      'a refused identity',
      refused(403, 'PERMISSION_DENIED', 'Missing or insufficient permissions.'),
      /denied \(HTTP 403\): .*; give the identity .* roles\/datastore\.user in the database \(default\) of the project shop-ops, or .* approvers$/,
    ],
    [
      'an API that is off',
      refused(
        403,
        'PERMISSION_DENIED',
        'Cloud Firestore API has not been used in project shop-ops before or it is disabled.',
      ),
      /api-disabled .*; run: gcloud services enable firestore\.googleapis\.com --project=shop-ops$/,
    ],
    ['a spent quota', refused(429, 'RESOURCE_EXHAUSTED'), /rate-limited .*; look at the quotas/],
  ];
  for (const [what, answer, message] of errors) {
    it(`says what to do about ${what}, and looks no further`, async () => {
      const store = await telling(answer, answer, answer);
      for (const verb of [
        () => store.create(sampleIncident()),
        () => store.read('i-1'),
        () => store.due(1, 1),
      ]) {
        const error = await failure(verb());
        assert.match(error.message, message);
        assert(error.cause instanceof CallError);
      }
      assert.deepEqual(asked(), ['commit', 'batchGet', 'runQuery']);
    });
  }

  it('tells a missing database from a missing document', async () => {
    const none = refused(404, 'NOT_FOUND', 'The database (default) does not exist');
    const store = await telling(none, none, none, none);
    const advice = /create the database \(gcloud .*--database='\(default\)'.*store\.firestore$/;

    assert.match((await failure(store.read('i-1'))).message, advice);
    assert.match((await failure(store.create(sampleIncident()))).message, advice);
    assert.match((await failure(store.all())).message, advice);
  });

  it('says that an index is missing', async () => {
    const answer = refused(400, 'FAILED_PRECONDITION', 'The query requires an index.');
    const store = await telling(answer);

    const error = await failure(store.latest('k'));

    assert.match(
      error.message,
      /latest failed: .*requires an index\.; .*indexes of firestore\.json/,
    );
  });

  it('does not write twice what Firestore refuses as such', async () => {
    const store = await telling(refused(400, 'INVALID_ARGUMENT', 'Invalid id'), missing);

    assert.match((await failure(store.create(sampleIncident()))).message, /INVALID_ARGUMENT/);
    assert.deepEqual(asked(), ['commit', 'batchGet']);
  });

  it('refuses an incident that no document can hold before it asks', async () => {
    const store = await telling();
    const evidence = [{quote: '메'.repeat(docLimit / 3)}];

    const error = await failure(store.create(sampleIncident({intake: {evidence}})));

    assert.match(error.message, /incident i-1 cannot be written: it takes \d+ bytes.*by hand/);
    assert.deepEqual(asked(), []);
  });

  it('holds the largest incident that there can be', () => {
    const phrase = (params: number) => ({
      code: 'reason.something-with-a-long-name',
      params: Object.fromEntries(
        Array.from({length: params}, (_, index) => [`parameter-${index}`, '메'.repeat(150)]),
      ),
    });
    const target = {
      project: 'p'.repeat(30),
      location: 'l'.repeat(63),
      cluster: 'c'.repeat(63),
      membership: 'm'.repeat(63),
      namespace: 'n'.repeat(63),
    };
    const key = 'k'.repeat(400);
    const many = <T>(length: number, one: T): T[] => Array.from({length}, () => one);
    const largest = sampleIncident({
      key,
      target,
      intake: {
        evidence: many(5, {
          quote: '메'.repeat(400),
          at: 't'.repeat(40),
          insertId: 'i'.repeat(256),
        }),
        entries: {count: 1e9, firstAt: 1e15, lastAt: 1e15, seen: many(256, 'h'.repeat(16))},
        symptoms: many(50, {key, runbook: 'r'.repeat(40), target, count: 1e9, lastAt: 1e15}),
      },
      work: {
        proof: many(10, phrase(4)),
        actions: many(40, {
          action: 'bind-service-agent',
          params: {project: 'p'.repeat(30), member: 'm'.repeat(200)},
          attempt: 3,
          run: 1e9,
          intendedAt: 1e15,
          detail: 'd'.repeat(2000),
        }),
      },
      timeline: many(60, {
        at: 1e15,
        state: 'blocked' as const,
        reason: {kind: 'person-needed' as const, cause: phrase(4), advice: phrase(3)},
        proof: many(1, phrase(3)),
        code: 'c'.repeat(800),
      }),
    });

    const bytes = Buffer.byteLength(documentOf(largest));
    assert.ok(bytes < 0.6 * docLimit, `${bytes} bytes`);
    const asSent = Buffer.byteLength(JSON.stringify({stringValue: documentOf(largest)}));
    assert.ok(pageSize * asSent < answerLimit, `a page of ${pageSize * asSent} bytes`);
  });

  it('reads a page at a time, each from where the last one ended', async () => {
    const document = (index: number) => {
      const id = `i-${index}`;
      const doc = documentOf(sampleIncident({id, openedAt: index}));
      return {
        document: {
          name: `${root}/mesh-responder-incidents/${id}`,
          fields: {
            version: {integerValue: '1'},
            openedAt: {integerValue: String(index)},
            doc: {stringValue: doc},
          },
          updateTime: later,
        },
        readTime: later,
      };
    };
    const first = Array.from({length: pageSize}, (_, index) => document(index));
    const store = await telling(
      body(first),
      body([document(pageSize), {readTime: later, done: true}]),
    );

    const all = await store.all();

    assert.deepEqual(
      all.map(one => one.openedAt),
      Array.from({length: pageSize + 1}, (_, index) => index),
    );
    const [, second] = (server?.received ?? []).map((one): unknown => JSON.parse(one.body));
    assert.deepEqual(at(second, 'structuredQuery', 'startAt'), {
      before: false,
      values: [
        {integerValue: String(pageSize - 1)},
        {referenceValue: `${root}/mesh-responder-incidents/i-${pageSize - 1}`},
      ],
    });
    assert.equal(at(second, 'structuredQuery', 'limit'), pageSize);
  });

  it('asks nothing for a limit of nothing', async () => {
    const store = await telling();
    assert.deepEqual(await store.due(1, 0), []);
  });

  const answersOfAnotherShape: readonly (readonly [string, unknown])[] = [
    ['no list', {}],
    ['neither found nor missing', [{readTime: later}]],
    ['another document', [{found: {name: `${name}0`, fields: {}, updateTime: later}}]],
    ['a document without a time', [{found: {name, fields: {}}}]],
    ['fields of another shape', [{found: {name, fields: [], updateTime: later}}]],
    ['a stream that broke off', [{missing: name}, {error: {message: 'went away'}}]],
  ];
  for (const [what, answer] of answersOfAnotherShape) {
    it(`reads again after ${what}, and then says so`, async () => {
      await telling(body(answer), body(answer));
      const emulator = server?.origin.replace('http://', '') ?? '';

      const error = await failure(made({attempts: 2, emulator}).read('i-1'));

      assert.match(error.message, /read failed: .*batchGet: malformed .* after 2 attempts/);
    });
  }

  it('says which document was edited by hand', async () => {
    const edited = (fields: Record<string, unknown>) =>
      body([{found: {name, fields, updateTime: later}}]);
    const doc = {stringValue: documentOf(sampleIncident())};
    const cases = [
      [{}, /incident i-1 cannot be read: it is no JSON;.*by hand/],
      [{version: {integerValue: '1'}}, /incident i-1 cannot be read: it is no JSON/],
      [{doc}, /calls itself i-1, version 1, and is kept as version undefined/],
      [{doc, version: {integerValue: '2'}}, /version 1, and is kept as version 2/],
      [{doc, version: {stringValue: '1'}}, /version 1, and is kept as version undefined/],
    ] as const;
    const store = await telling(...cases.map(([fields]) => edited(fields)));
    for (const [, message] of cases) {
      assert.match((await failure(store.read('i-1'))).message, message);
    }
  });
});

async function failure(work: Promise<unknown>): Promise<StoreError> {
  const error = await work.then(
    () => assert.fail('expected a StoreError, got an answer'),
    (thrown: unknown) => thrown,
  );
  assert(error instanceof StoreError, `expected a StoreError, got ${String(error)}`);
  return error;
}
