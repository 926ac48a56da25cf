import assert from 'node:assert/strict';
import {
  atDoor,
  forgePresses,
  forgeSignatures,
  forgeTokens,
  isAnswered,
  slackRequest,
  stand,
  tokenOf,
  withToken,
} from './forgeries.ts';

/** A fixed share of `npm run test:deep`, which forges 100,000. */
const share = {signatures: 1_200, tokens: 600, presses: 900};

describe('forged clicks and answers', () => {
  it('count for nothing: signatures', async () => {
    assert.deepEqual((await forgeSignatures(await stand(), share.signatures, 7)).accepted, []);
  });

  it('count for nothing: tokens', async () => {
    assert.deepEqual((await forgeTokens(await stand(), share.tokens, 7)).accepted, []);
  });

  it('count for nothing: buttons', async () => {
    assert.deepEqual((await forgePresses(await stand(), share.presses, 7)).accepted, []);
  });

  for (const way of ['a click of Slack', 'a click of Google Chat', 'the command'] as const) {
    it(`are told from the real one: ${way}`, async () => {
      const here = await stand();
      const {incident, token} = here;
      const chat = {
        aud: 'https://interact.shop.example/google-chat',
        email: 'service-731920055417@gcp-sa-gsuiteaddons.iam.gserviceaccount.com',
      };
      const request =
        way === 'a click of Slack'
          ? atDoor(slackRequest(`1 approve ${incident} 0 ${token}`))
          : way === 'the command'
            ? withToken(here, tokenOf(here))
            : withToken(here, tokenOf(here, chat), '/google-chat');
      assert.equal((await here.door(request)).status, 200);
      assert.ok(await isAnswered(here));
      if (way === 'a click of Slack') {
        assert.equal((await here.door(request)).status, 401, 'the same bytes a second time');
      }
    });
  }
});
