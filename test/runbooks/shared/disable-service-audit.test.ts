import assert from 'node:assert/strict';
import fc from 'fast-check';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import type {JsonObject} from '../../../functions/core/lib/json.ts';
import {requiredServices} from '../../../functions/mesh/required-apis.ts';
import {runbooks} from '../../../functions/runbooks/index.ts';
import {turnedOffIn} from '../../../functions/runbooks/shared/disable-service-audit.ts';
import {classify} from '../../../functions/engine/intake/classify.ts';
import {disabledEntry} from '../../support/entries.ts';
import {gateway} from '../../support/fakes.ts';

function read(entry: unknown) {
  const viewed = viewEntry(entry);
  assert.ok(viewed !== undefined);
  return turnedOffIn(viewed);
}

function takerOf(services: readonly string[]): string {
  const [service = ''] = services;
  const viewed = viewEntry(disabledEntry({service, services}));
  assert.ok(viewed !== undefined);
  const found = classify(viewed, runbooks);
  return found.kind === 'finding' ? found.finding.runbook : found.kind;
}

describe('an audit entry of an API that was turned off', () => {
  it('names who did it, what went off, and one occurrence for all entries of the call', () => {
    const entry = disabledEntry({service: 'mesh.googleapis.com', services: [gateway, 'x']});
    const first = read(entry);
    assert.ok(first?.kind === 'off');
    assert.deepEqual(first.services, ['mesh.googleapis.com', gateway, 'x']);
    assert.match(first.by, /^terraform@/);
    const other = read({...entry, insertId: 'another'});
    assert.ok(other?.kind === 'off');
    assert.equal(other.occurrence, first.occurrence);
  });

  it('gives one finding, of the most basic problem among what went off', () => {
    const required = fc.constantFrom(...requiredServices);
    const others = fc.constantFrom('vision.googleapis.com', 'a', '', 'x.mesh.googleapis.com');
    const any = fc.array(fc.oneof(required, others, fc.constant(gateway)), {minLength: 1});
    fc.assert(
      fc.property(any, services => {
        const taker = takerOf(services);
        if (services.includes(gateway)) assert.equal(taker, 'connect-gateway-disabled');
        else if (services.some(one => requiredServices.includes(one))) {
          assert.equal(taker, 'required-api-disabled');
        } else assert.notEqual(taker, 'finding');
      }),
    );
  });

  it('is read whatever its parts are', () => {
    const junk = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string()));
    const entry = disabledEntry();
    fc.assert(
      fc.property(junk, junk, junk, junk, (response, resourceName, operation, services) => {
        const proto = {...(entry['protoPayload'] as JsonObject), response, resourceName};
        read({...entry, operation, protoPayload: proto});
        read({...entry, protoPayload: {...proto, response: {services}}});
      }),
    );
  });
});
