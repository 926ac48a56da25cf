import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {causesOf} from '../causes.ts';
import {clustersThat, inItsCluster} from '../shared/places.ts';
import {dangers} from './danger.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** The membership of a cluster has no issuer of workload identities. */
export const identityProviderMissing: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  dangers,
  // The fleet's list tells; no cluster is read.
  survey: clustersThat(one => one.registration.issuer === undefined),
  suspects: inItsCluster,
};
