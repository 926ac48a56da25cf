import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {languages} from '../../../tools/docs/page.ts';
import {dialogs, sentDialogOf} from '../../../tools/pictures/dialogs.ts';
import {kinds} from '../../../tools/pictures/kinds.ts';
import {
  readSent,
  readSentDialog,
  sentFile,
  sentFolder,
} from '../../../tools/pictures/sent-files.ts';
import {sentOf} from '../../../tools/pictures/sent.ts';
import {root} from '../../../tools/root.ts';

describe('what chats are sent', () => {
  for (const kind of kinds) {
    for (const language of languages) {
      it(`${kind.name}, ${language}, is what was looked at and accepted`, async () => {
        const [sent, accepted] = await Promise.all([sentOf(kind, language), readSent(kind)]);
        assert.deepEqual(
          sent,
          accepted[language],
          `${sentFile(kind)} is not what is sent now. If that is meant: npm run docs, then look at each picture that changed`,
        );
      });
    }
  }

  for (const kind of dialogs) {
    for (const language of languages) {
      it(`${kind.name}, ${language}, is what was looked at and accepted`, async () => {
        const [sent, accepted] = await Promise.all([
          sentDialogOf(kind, language),
          readSentDialog(kind),
        ]);
        assert.deepEqual(JSON.parse(JSON.stringify(sent)), accepted[language], sentFile(kind));
      });
    }
  }

  it('is kept for these kinds of messages and dialogs and no other', async () => {
    const there = await readdir(join(root, sentFolder));
    assert.deepEqual(there.sort(), [...kinds, ...dialogs].map(({name}) => `${name}.json`).sort());
  });
});
