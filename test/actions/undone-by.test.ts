import assert from 'node:assert/strict';
import {actions} from '../../functions/actions/index.ts';
import {speaker} from '../../functions/adapters/chat/text/translate.ts';
import {allTexts} from '../../functions/wiring/translations.ts';

const actor = {principal: 'terraform@harbor-ci.example', at: Date.UTC(2026, 10, 20, 15, 56)};
const project = 'harbor-prod';
const cluster = {project, location: 'europe-west4', cluster: 'quay-1'};
const [mesh, hub] = ['mesh.googleapis.com', 'gkehub.googleapis.com'];

/** How each undoing reads in English; an action that nobody can undo has none. */
const undone: Readonly<Record<string, readonly (readonly [params: unknown, said: string])[]>> = {
  'enable-service': [
    [{project, service: mesh}, `turned ${mesh} off at TIME.`],
    [
      {project, services: [mesh, hub]},
      `turned off at least one of these APIs at TIME: ${mesh}, ${hub}.`,
    ],
  ],
  'bind-service-agent': [
    [
      {project, fleetNumber: '731904822156'},
      `removed the role of the mesh service agent in ${project} at TIME.`,
    ],
  ],
  'set-workload-pool': [
    [cluster, `removed the workload pool ${project}.svc.id.goog from quay-1 at TIME.`],
  ],
};

describe('who undid an action', () => {
  const style = {time: () => 'TIME'};

  for (const {manifest, undoing} of actions) {
    it(`is said of ${manifest.id}, where it can be undone by others`, () => {
      const known = undone[manifest.id] ?? [];
      assert.equal(undoing !== undefined, known.length > 0);
      for (const [params, said] of known) {
        const by = undoing?.(params).by(actor);
        assert.ok(by !== undefined);
        assert.equal(speaker('en', ...allTexts())(by, style), `${actor.principal} ${said}`);
        const korean = speaker('ko', ...allTexts())(by, style);
        assert.ok(korean.startsWith(`${actor.principal} 계정이 TIME에 `), korean);
      }
    });
  }
});
