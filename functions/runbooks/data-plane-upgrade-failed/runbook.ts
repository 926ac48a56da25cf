import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {causesOf} from '../causes.ts';
import {clustersThat, inItsCluster} from '../shared/places.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import {needsAttention} from './inspect.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** The managed data plane gave up on pods: they keep an old proxy until somebody restarts them. */
export const dataPlaneUpgradeFailed: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  survey: clustersThat(one => needsAttention(one.state)),
  suspects: inItsCluster,
};
