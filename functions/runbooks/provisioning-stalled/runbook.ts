import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {causesOf} from '../causes.ts';
import {inItsCluster, managedOnes} from '../shared/places.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** The managed control plane of a cluster is stalled, or its precondition is not met. */
export const provisioningStalled: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  survey: managedOnes,
  suspects: inItsCluster,
};
