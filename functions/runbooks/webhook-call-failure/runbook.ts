import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {causesOf} from '../causes.ts';
import {nowhere} from '../shared/places.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** Pods or mesh configuration cannot be created because a mesh webhook does not answer. */
export const webhookCallFailure: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  suspects: nowhere,
};
