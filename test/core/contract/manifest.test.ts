import assert from 'node:assert/strict';
import {
  actionManifest,
  runbookManifest as manifestOf,
} from '../../../functions/core/contract/manifest.ts';

const runbookManifest = (json: unknown) => manifestOf(json, id => [`cause of ${id}`]);

const runbook = {
  id: 'r',
  title: 'R',
  filter: ['a="b"', 'c="d"'],
  permissions: ['a.b.get'],
  actions: [],
  page: 'https://example.com',
};
const action = {
  id: 'a',
  risk: 'low',
  permissions: ['a.b.get'],
  apis: ['a.googleapis.com'],
  atOnce: 1,
};

describe('runbookManifest', () => {
  it('joins the lines of the filter', () => {
    assert.equal(runbookManifest(runbook).filter, 'a="b"\nc="d"');
  });

  it('has no filter where no line of it says anything: an empty one would pass every entry', () => {
    for (const filter of [[], [''], [' ', '']]) {
      assert.equal(runbookManifest({...runbook, filter}).filter, undefined);
    }
  });

  it('is polled each minute, or as seldom as it says', () => {
    assert.equal(runbookManifest(runbook).pollMinutes, 1);
    assert.equal(runbookManifest({...runbook, pollMinutes: 10}).pollMinutes, 10);
    for (const pollMinutes of [0, -1, 1.5, '10', null]) {
      assert.throws(() => runbookManifest({...runbook, pollMinutes}), /pollMinutes must be/);
    }
  });

  it('takes its causes from the graph', () => {
    assert.deepEqual(runbookManifest(runbook).causes, ['cause of r']);
  });

  for (const name of Object.keys(runbook)) {
    it(`names ${name} when it is missing, empty or of a wrong type`, () => {
      const list = Array.isArray(runbook[name as keyof typeof runbook]);
      for (const value of [undefined, 7, list ? 'x' : '', list ? [1] : []]) {
        assert.throws(
          () => runbookManifest({...runbook, [name]: value}),
          new RegExp(`runbook.json of .*: ${name} must be`),
        );
      }
      const {[name]: _gone, ...rest}: Readonly<Record<string, unknown>> = runbook;
      const lacks = new RegExp(`^Error: runbook.json of .* lacks ${name}, which must be a`);
      assert.throws(() => runbookManifest(rest), lacks);
    });
  }

  it('refuses what is no object', () => {
    for (const value of [null, [], 'x', 1]) {
      assert.throws(
        () => runbookManifest(value),
        /runbook.json of \(no id\) lacks id, which must be a text/,
      );
    }
  });
});

describe('actionManifest', () => {
  it('may change what bears one change at a time', () => {
    assert.equal('alone' in actionManifest(action), false);
    assert.equal(actionManifest({...action, alone: 'cluster'}).alone, 'cluster');
    for (const alone of ['fleet', '', 7, null]) {
      assert.throws(() => actionManifest({...action, alone}), /action\.json of a: alone must be/);
    }
  });

  it('reads an action', () => {
    assert.deepEqual(actionManifest(action), action);
  });

  it('knows two risks', () => {
    assert.throws(
      () => actionManifest({...action, risk: 'none'}),
      /risk must be low or high, not none/,
    );
  });

  for (const name of Object.keys(action)) {
    it(`names ${name} when it is missing`, () => {
      assert.throws(
        () => actionManifest({...action, [name]: undefined}),
        new RegExp(`${name} must be`),
      );
    });
  }
});
