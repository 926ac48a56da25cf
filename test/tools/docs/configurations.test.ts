import assert from 'node:assert/strict';
import {validate} from '../../../functions/adapters/config/validate.ts';
import {known} from '../../../functions/wiring/load-config.ts';
import {pagesOfDocs} from '../../support/pages.ts';
import {completed, configurationsOf} from './shown-configurations.ts';

describe('the configurations of the documentation', () => {
  const all = pagesOfDocs().flatMap(page =>
    configurationsOf(page).map((text, at) => ({page, text, name: `${page}: ${at + 1}`})),
  );

  it('are found', () => {
    assert.ok(all.length > 10, `${all.length}`);
  });

  for (const {page, text, name} of all) {
    it(`${name} has no fault`, async () => {
      const {projects} = await validate(completed(page, text), 'responder.yaml', known);
      assert.ok(projects.length > 0);
    });
  }

  it('are refused where they have one', async () => {
    const [first] = all;
    const wrong = first?.text.replace('mode: ', 'mod: ') ?? '';
    assert.notEqual(wrong, first?.text);
    await assert.rejects(validate(wrong, 'responder.yaml', known), /did you mean mode\?/);
  });
});
