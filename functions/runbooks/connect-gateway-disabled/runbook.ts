import {runbookManifest} from '../../core/contract/manifest.ts';
import {isServed, managedClusters} from '../../mesh/membership.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {dangers} from './danger.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** The managed control plane cannot reach its clusters because the Connect Gateway API is off. */
export const connectGatewayDisabled: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  dangers,
  // The gateway is called in the fleet's name, once Google's control plane has clusters to reach in it.
  async survey(ground) {
    const {any, whole} = await managedClusters(ground, isServed);
    return {places: any ? [target({project: ground.fleet.id})] : [], whole};
  },
  suspects: project => [target({project: project.fleet})],
};
