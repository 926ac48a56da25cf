import assert from 'node:assert/strict';
import {join} from 'node:path';
import {validate} from '../../../functions/adapters/config/validate.ts';
import {known} from '../../../functions/wiring/load-config.ts';
import {root} from '../../support/child.ts';
import {pagesOfDocs} from '../../support/pages.ts';
import {completed, configurationsOf} from './shown-configurations.ts';

/** Beside the private runbooks of the guide, which some of them name. */
const file = join(root, 'test/private-runbooks/responder.yaml');

describe('the configurations of the documentation', () => {
  const all = pagesOfDocs().flatMap(page =>
    configurationsOf(page).map((text, at) => ({page, text, name: `${page}: ${at + 1}`})),
  );

  it('are found', () => {
    assert.ok(all.length > 10, `${all.length}`);
  });

  for (const {page, text, name} of all) {
    it(`${name} has no fault`, async () => {
      const {projects} = await validate(completed(page, text), file, known);
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
