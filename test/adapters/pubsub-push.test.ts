import assert from 'node:assert/strict';
import fc from 'fast-check';
import {decodePush, type Pushed} from '../../functions/adapters/pubsub-push.ts';

function pushed(data: unknown): Pushed {
  return decodePush({message: {data}});
}

function reason(data: unknown): string | undefined {
  const one = pushed(data);
  return one.kind === 'junk' ? one.reason : undefined;
}

describe('decodePush', () => {
  it('gives back any JSON, in either alphabet, padded or not', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('base64' as const, 'base64url' as const),
        (value, encoding) => {
          const text = JSON.stringify(value);
          const data = Buffer.from(text).toString(encoding);
          const parsed: unknown = JSON.parse(text);
          const expected = {kind: 'value', value: parsed};
          for (const one of [data, data.replace(/=+$/, '')])
            assert.deepEqual(pushed(one), expected);
        },
      ),
    );
  });

  it('takes for base64 what is, and nothing else', () => {
    const character = fc.constantFrom(...Array.from('Ab1+/-_==%! \né\u{1F600}'));
    fc.assert(
      fc.property(fc.string({unit: character, minLength: 1, maxLength: 12}), data => {
        const body = data.replace(/={1,2}$/, '');
        const right = /^[\w+/-]*$/.test(body) && body.length % 4 !== 1;
        assert.equal(reason(data) === 'not-base64', !right);
      }),
      {numRuns: 2_000},
    );
  });

  it('names what is wrong with a body', () => {
    assert.equal(reason(undefined), 'empty');
    assert.equal(reason(''), 'empty');
    assert.equal(reason(7), 'not-base64');
    assert.equal(reason('e30h!'), 'not-base64');
    assert.equal(reason(Buffer.from('{').toString('base64')), 'not-json');
    assert.equal(reason('e30='.repeat(400_000)), 'too-large');
  });
});
