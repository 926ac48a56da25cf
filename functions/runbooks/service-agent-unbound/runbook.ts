import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {servedProjects} from '../shared/places.ts';
import {dangers} from './danger.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** The fleet's mesh service agent lost its role in a project; usually somebody's Terraform took it. */
export const serviceAgentUnbound: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  dangers,
  // Elsewhere nobody misses the role, and nobody may give it away.
  survey: servedProjects,
  suspects: project => [...new Set([project.id, project.fleet])].map(id => target({project: id})),
};
