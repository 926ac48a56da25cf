import assert from 'node:assert/strict';
import {placeholders} from '../../../functions/adapters/chat/text/translate.ts';
import {chatTexts} from '../../../functions/adapters/chat/texts.ts';

describe('locales', () => {
  const {en, ko} = chatTexts;

  it('have the same keys', () => {
    assert.deepEqual(Object.keys(ko), Object.keys(en));
  });

  it('ask for the same parameters on each line', () => {
    for (const [key, text] of Object.entries(en)) {
      assert.deepEqual(placeholders(ko[key] ?? ''), placeholders(text), key);
    }
  });

  it('hold no placeholder that a speaker would leave as it is', () => {
    for (const text of [...Object.values(en), ...Object.values(ko)]) {
      const opened = text.split('{').length - 1;
      const known = text.match(
        /\{[A-Za-z][\w-]*(:(number|time|duration|plural:[^{}|]*\|[^{}|]*))?\}/g,
      );
      assert.equal(known?.length ?? 0, opened, text);
    }
  });
});
