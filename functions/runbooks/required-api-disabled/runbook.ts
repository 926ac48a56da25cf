import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {theirProjects} from '../shared/places.ts';
import {dangers} from './danger.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** An API is off that managed mesh needs, in the fleet's host project or where its clusters are. */
export const requiredApiDisabled: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  dangers,
  survey: theirProjects,
  suspects: project => [...new Set([project.fleet, project.id])].map(id => target({project: id})),
};
