import assert from 'node:assert/strict';
import fc from 'fast-check';
import {describe, it} from 'mocha';
import {
  acceptOperation,
  parseOperation,
} from '../../../functions/adapters/google/client/operation.ts';
import {parseMesh} from '../../../functions/adapters/google/fleet/mesh-feature.ts';
import {parsePage} from '../../../functions/adapters/google/logging/history.ts';
import {parsePolicy} from '../../../functions/adapters/google/project/policy.ts';
import {parseProject} from '../../../functions/adapters/google/project/project.ts';
import {parseServiceState} from '../../../functions/adapters/google/project/services.ts';
import {FailedAttempt} from '../../../functions/adapters/http/failed-attempt.ts';

const key = 'projects/415104041262/locations/europe-west1/memberships/shop-eu';
const viewer = {role: 'roles/viewer', members: ['user:a@example.com']};

function failureOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    assert.ok(error instanceof FailedAttempt, String(error));
    return error.facts.failure;
  }
}

describe('parsing Google’s answers', () => {
  const parsers = {
    parseMesh,
    parseOperation,
    parsePage,
    parsePolicy,
    parseProject,
    parseServiceState,
    acceptOperation,
  };
  for (const [name, parse] of Object.entries(parsers)) {
    it(`${name} gives a fact or a fault for any JSON`, () => {
      const near = fc.dictionary(
        fc.constantFrom(
          ...['name', 'state', 'done', 'error', 'etag', 'version', 'bindings', 'projectId'],
          ...['membershipStates', 'unreachable', 'entries', 'nextPageToken'],
        ),
        fc.oneof(fc.jsonValue(), fc.dictionary(fc.constant(key), fc.jsonValue())),
      );
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), near), data => {
          failureOf(() => parse(data));
        }),
      );
    });
  }

  describe('service state', () => {
    it('takes an undocumented value for UNKNOWN', () => {
      assert.equal(parseServiceState({state: 'STATE_UNSPECIFIED'}), 'UNKNOWN');
      assert.equal(parseServiceState({state: 'PAUSED'}), 'UNKNOWN');
      assert.equal(parseServiceState({state: 'ENABLED'}), 'ENABLED');
    });

    it('is malformed without one', () => {
      assert.equal(
        failureOf(() => parseServiceState({})),
        'malformed',
      );
      assert.equal(
        failureOf(() => parseServiceState({state: 2})),
        'malformed',
      );
    });
  });

  describe('operation', () => {
    it('runs until it says done', () => {
      const name = 'operations/acat.p2-1-2';
      assert.deepEqual(parseOperation({name}), {kind: 'running', name});
      assert.deepEqual(parseOperation({name, done: false}), {kind: 'running', name});
      assert.deepEqual(parseOperation({name, done: true, response: {}}), {kind: 'done'});
    });

    it('keeps code and message of its error', () => {
      const error = {code: 7, message: 'denied'};
      const failed = {kind: 'failed', code: 7, message: 'denied'};
      assert.deepEqual(parseOperation({done: true, error}), failed);
      assert.deepEqual(parseOperation({done: true, error: {}}), {...failed, code: 0, message: ''});
    });

    it('is malformed without a name to ask for, or with a done that is no boolean', () => {
      assert.equal(
        failureOf(() => parseOperation({})),
        'malformed',
      );
      assert.equal(
        failureOf(() => parseOperation({name: 'x', done: 'yes'})),
        'malformed',
      );
    });

    for (const [code, failure] of [
      [3, 'invalid'],
      [5, 'not-found'],
      [7, 'denied'],
      [8, 'rate-limited'],
      [9, 'invalid'],
      [10, 'conflict'],
      [14, 'unavailable'],
    ] as const) {
      it(`of a write, failed at once with code ${code}, is ${failure}`, () => {
        const data = {name: 'operations/x', done: true, error: {code, message: 'm'}};
        assert.equal(
          failureOf(() => acceptOperation(data)),
          failure,
        );
      });
    }
  });

  describe('project', () => {
    it('is malformed without id or number', () => {
      assert.equal(
        failureOf(() => parseProject({name: 'projects/1'})),
        'malformed',
      );
      assert.equal(
        failureOf(() => parseProject({name: 'projects/a', projectId: 'a'})),
        'malformed',
      );
    });
  });

  describe('policy', () => {
    it('keeps conditions whole', () => {
      const condition = {title: 't', expression: 'e', extra: {a: [1]}};
      const data = {version: 3, etag: 'e', bindings: [{...viewer, condition}]};
      assert.deepEqual(parsePolicy(data), data);
    });

    it('takes absent lists for empty ones', () => {
      const empty = {version: 0, etag: 'e', bindings: [{role: 'r', members: []}]};
      assert.deepEqual(parsePolicy({etag: 'e', bindings: [{role: 'r'}]}), empty);
    });

    for (const [name, data, failure] of [
      ['no etag', {version: 3, bindings: [viewer]}, 'malformed'],
      ['an empty etag', {etag: '', bindings: [viewer]}, 'malformed'],
      ['a version in text', {etag: 'e', version: '3'}, 'malformed'],
      ['bindings that are no list', {etag: 'e', bindings: {}}, 'malformed'],
      ['a binding without role', {etag: 'e', bindings: [{members: []}]}, 'malformed'],
      ['members that are no list', {etag: 'e', bindings: [{role: 'r', members: 'a'}]}, 'malformed'],
      ['a member that is no text', {etag: 'e', bindings: [{role: 'r', members: [1]}]}, 'malformed'],
      [
        'a condition that is no object',
        {etag: 'e', version: 3, bindings: [{...viewer, condition: 'x'}]},
        'malformed',
      ],
      [
        'a condition below version 3',
        {etag: 'e', version: 1, bindings: [{...viewer, condition: {}}]},
        'malformed',
      ],
      [
        'stand-in roles',
        {etag: 'e', version: 1, bindings: [{role: 'roles/x_withcond_12ab', members: []}]},
        'invalid',
      ],
    ] as const) {
      it(`is ${failure} with ${name}`, () => {
        assert.equal(
          failureOf(() => parsePolicy(data)),
          failure,
        );
      });
    }
  });

  describe('mesh', () => {
    it('reads the documented feature', () => {
      const plane = (code: string, details: string) => ({
        state: 'ACTIVE',
        details: [{code, details}],
      });
      const data = {
        name: 'projects/1/locations/global/features/servicemesh',
        membershipSpecs: {
          [key]: {mesh: {management: 'MANAGEMENT_MANUAL', controlPlane: 'AUTOMATIC'}},
        },
        membershipStates: {
          [key]: {
            servicemesh: {
              controlPlaneManagement: {
                ...plane('REVISION_READY', 'Ready: asm-managed'),
                implementation: 'ISTIOD',
              },
              dataPlaneManagement: {
                ...plane('OK', 'Service is running.'),
                state: 'NEEDS_ATTENTION',
              },
              conditions: [
                {code: 'C', details: 'd', severity: 'ERROR', documentationLink: 'https://x.test'},
                {code: 'D'},
              ],
            },
            state: {code: 'OK', description: 'Revision(s) ready for use: asm-managed.'},
          },
        },
      };
      assert.deepEqual(parseMesh(data), {
        kind: 'enabled',
        unreachable: [],
        memberships: [
          {
            name: key,
            location: 'europe-west1',
            membership: 'shop-eu',
            controlPlane: 'ACTIVE',
            controlPlaneDetails: [{code: 'REVISION_READY', details: 'Ready: asm-managed'}],
            dataPlane: 'NEEDS_ATTENTION',
            dataPlaneDetails: [{code: 'OK', details: 'Service is running.'}],
            conditions: [
              {code: 'C', details: 'd', severity: 'ERROR', link: 'https://x.test'},
              {code: 'D', details: '', severity: 'SEVERITY_UNSPECIFIED'},
            ],
            code: 'OK',
            description: 'Revision(s) ready for use: asm-managed.',
            management: 'MANAGEMENT_MANUAL',
            controlPlaneManagement: 'AUTOMATIC',
            implementation: 'ISTIOD',
          },
        ],
      });
    });

    it('takes what is absent for unspecified', () => {
      const fact = parseMesh({membershipStates: {[key]: {}}});
      assert.ok(fact.kind === 'enabled');
      const [one] = fact.memberships;
      assert.equal(one?.controlPlane, 'LIFECYCLE_STATE_UNSPECIFIED');
      assert.equal(one.controlPlaneManagement, 'CONTROL_PLANE_MANAGEMENT_UNSPECIFIED');
      assert.equal(one.dataPlane, 'LIFECYCLE_STATE_UNSPECIFIED');
      assert.deepEqual([one.code, one.description], ['CODE_UNSPECIFIED', '']);
    });

    it('knows a membership that has its spec and no state yet, and the word on the whole', () => {
      const fact = parseMesh({
        membershipSpecs: {[key]: {mesh: {management: 'MANAGEMENT_AUTOMATIC'}}, 'no/membership': {}},
        state: {
          state: {code: 'WARNING', description: 'w'},
          servicemesh: {conditions: [{code: 'C', details: 'd', severity: 'WARNING'}]},
        },
      });
      assert.ok(fact.kind === 'enabled');
      const [one, ...others] = fact.memberships;
      assert.deepEqual(others, []);
      assert.equal(one?.management, 'MANAGEMENT_AUTOMATIC');
      assert.equal(one.controlPlane, 'LIFECYCLE_STATE_UNSPECIFIED');
      assert.deepEqual(fact.whole, {
        code: 'WARNING',
        description: 'w',
        conditions: [{code: 'C', details: 'd', severity: 'WARNING'}],
      });
    });

    for (const [name, data] of [
      ['an empty answer', {}],
      ['no object', []],
      ['states that are a list', {membershipStates: []}],
      ['silent locations that are no list', {membershipStates: {}, unreachable: 'us-east1'}],
      ['a key that names no membership', {membershipStates: {'projects/1': {}}}],
      ['a membership without content', {membershipStates: {[key]: null}}],
      [
        'a state that is no text',
        {membershipStates: {[key]: {servicemesh: {controlPlaneManagement: {state: 4}}}}},
      ],
    ] as const) {
      it(`is malformed with ${name}`, () => {
        assert.equal(
          failureOf(() => parseMesh(data)),
          'malformed',
        );
      });
    }
  });
});
