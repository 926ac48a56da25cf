import assert from 'node:assert/strict';
import {signatureFault} from '../../../../functions/adapters/chat/slack/signature.ts';

/** The example of https://docs.slack.dev/authentication/verifying-requests-from-slack */
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const body = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const timestamp = '1531420618';
const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const then = Number(timestamp) * 1000;

describe('a signature of Slack', () => {
  it('is the one of Slack’s own example', () => {
    assert.equal(signatureFault({body, timestamp, signature}, [secret], then), undefined);
    assert.equal(signatureFault({body, timestamp, signature}, ['other', secret], then), undefined);
    assert.equal(signatureFault({body, timestamp, signature}, ['other'], then), 'wrong-signature');
  });

  it('counts for five minutes, whichever clock is ahead', () => {
    for (const [off, fault] of [
      [300_000, undefined],
      [-300_000, undefined],
      [300_001, 'too-old'],
      [-300_001, 'too-old'],
    ] as const) {
      assert.equal(signatureFault({body, timestamp, signature}, [secret], then + off), fault);
    }
  });

  it('is none without its two headers, and without a secret', () => {
    assert.equal(
      signatureFault({body, timestamp: undefined, signature}, [secret], then),
      'no-signature',
    );
    assert.equal(
      signatureFault({body, timestamp, signature: undefined}, [secret], then),
      'no-signature',
    );
    assert.equal(signatureFault({body, timestamp, signature}, [], then), 'wrong-signature');
  });
});
