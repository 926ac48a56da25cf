import assert from 'node:assert/strict';
import {firestoreOf, Tally} from '../../../bench/cost/tally.ts';

const documents = '/v1/projects/p/databases/d/documents';

describe('what Firestore bills', () => {
  const of = (verb: string, body: unknown, answer: unknown = {}) =>
    firestoreOf({
      path: `${documents}:${verb}?alt=json`,
      body: JSON.stringify(body),
      answer: JSON.stringify(answer),
    });

  it('is a read of each document that is asked for, also of one that is missing', () => {
    assert.deepEqual(of('batchGet', {documents: ['a', 'b']}), {firestoreReads: 2});
  });

  it('is a write or a deletion of each in a commit', () => {
    const writes = [{update: {name: 'a'}}, {delete: 'b'}, {update: {name: 'c'}}];
    assert.deepEqual(of('commit', {writes}), {firestoreWrites: 2, firestoreDeletes: 1});
  });

  it('is a read of each document that a query finds, and of one where it finds none', () => {
    const found = [{document: {}}, {document: {}}, {readTime: 'now'}];
    assert.deepEqual(of('runQuery', {}, found), {firestoreReads: 2});
    assert.deepEqual(of('runQuery', {}, [{readTime: 'now'}]), {firestoreReads: 1});
  });

  it('is not guessed', () => {
    assert.throws(() => of('rollback', {}), /nobody knows what Firestore bills/);
  });
});

describe('a tally', () => {
  it('adds up what passed, by host', () => {
    const tally = new Tally();
    const entries = '{"entries":[]}';
    const messages = JSON.stringify({messages: [{data: 'eA=='}, {data: 'x'.repeat(1_489)}]});
    tally.api({path: '/logging.googleapis.com/v2/entries:write', body: entries, answer: ''});
    tally.api({
      path: '/pubsub.googleapis.com/v1/projects/p/topics/t:publish?alt=json',
      body: messages,
      answer: '',
    });
    tally.api({path: '/gkehub.googleapis.com/v1/x', body: '', answer: ''});
    tally.firestore({
      path: `${documents}:batchGet`,
      body: '{"documents":["a"]}',
      answer: '[]',
    });

    const {apiRequests, logBytes, pubsubBytes, firestoreReads} = tally.counted;
    assert.deepEqual(
      {apiRequests, logBytes, pubsubBytes, firestoreReads},
      {apiRequests: 3, logBytes: 14, pubsubBytes: 2_000 + 3_000, firestoreReads: 1},
    );
    assert.deepEqual(tally.asked, {
      'firestore.googleapis.com': 1,
      'gkehub.googleapis.com': 1,
      'logging.googleapis.com': 1,
      'pubsub.googleapis.com': 1,
    });
  });
});
