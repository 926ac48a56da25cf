import {runbookManifest} from '../../core/manifest.ts';
import type {Runbook} from '../../core/runbook.ts';
import {target} from '../../core/target.ts';
import {causesOf} from '../causes.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import {plan} from './plan.ts';
import {survey} from './survey.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** A cluster of the mesh has no workload pool, or node pools without the metadata server. */
export const workloadIdentityDisabled: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  plan,
  survey,
  suspects: (project, {location, cluster}) =>
    cluster === undefined ? [] : [target({project: project.id, location, cluster})],
};
