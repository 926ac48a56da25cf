import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {unrelated} from '../../core/detection/finding.ts';
import {causesOf} from '../causes.ts';
import {inItsCluster, managedOnes} from '../shared/places.ts';
import {dangers} from './danger.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** Pods of a managed cluster get the proxy of an istiod inside it, because namespaces kept old labels. */
export const inClusterInjection: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  // Injection by the wrong control plane works, so nothing complains in a log; only the poll finds it.
  detect: () => unrelated,
  diagnose,
  dangers,
  // What is inside shows neither in the fleet's state nor in a log.
  survey: managedOnes,
  suspects: inItsCluster,
};
