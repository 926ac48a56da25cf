import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {causesOf} from '../causes.ts';
import {isWanted} from '../../mesh/membership.ts';
import {clustersThat, inItsCluster} from '../shared/places.ts';
import {dangers} from './danger.ts';
import {detect} from './detect.ts';
import {weightOf} from './conditions.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** The managed control plane of a cluster is stalled, or its precondition is not met. */
export const provisioningStalled: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  dangers,
  // Also where nobody wants a managed control plane, the fleet's word that something is wrong counts.
  survey: clustersThat(
    () => true,
    one =>
      isWanted(one) ||
      one.code === 'ERROR' ||
      one.conditions.some(each => weightOf(each) === 'error'),
  ),
  suspects: inItsCluster,
};
