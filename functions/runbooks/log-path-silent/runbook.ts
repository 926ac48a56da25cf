import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {nowhere} from '../shared/places.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import {texts} from './texts.ts';
import manifest from './runbook.json' with {type: 'json'};

/** Log entries of a project do not reach mesh-responder any more: it is blind there and does not know. */
export const logPathSilent: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  // Each watched project has a log, and a way from there, of its own.
  survey: ({projects}) =>
    Promise.resolve({places: projects.map(({id}) => target({project: id})), whole: true}),
  suspects: nowhere,
};
