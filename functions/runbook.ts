// What a private runbook is written against, and what `mesh-responder/runbook` exports: docs/private-runbooks.md.
// A change of it is one of the public interface: it is added to, and nothing is renamed.

export type {
  Ground,
  Look,
  RunbookManifest,
  RunbookWays,
  Surveyed,
} from './core/contract/runbook.ts';
export {followsSign, isReported, polled, surveyed} from './core/contract/runbook.ts';
export type {Diagnosis, Proof} from './core/contract/diagnosis.ts';
export {noAnswer} from './core/contract/diagnosis.ts';
export type {DangersOf, PlanGround, PlannedEffect, PlannedPlace} from './core/contract/danger.ts';
export type {ActionKind} from './core/contract/action.ts';

export type {LogEntry} from './core/detection/entry.ts';
export {atLeast, claimedProject, label, viewEntry} from './core/detection/entry.ts';
export type {Detection, Evidence, Finding, Nearness} from './core/detection/finding.ts';
export {evidenceOf, foreign, unrelated} from './core/detection/finding.ts';
export type {Target, TargetParts} from './core/detection/target.ts';
export {target, targetText} from './core/detection/target.ts';

export type {Project} from './core/config/settings.ts';
export type * from './core/facts/cloud.ts';
export type * from './core/facts/kubernetes.ts';
export type * from './core/planned/change.ts';
export type {Planned} from './core/planned/value.ts';
export {shown, valueOf} from './core/planned/value.ts';
export type {Impact} from './core/incident/impact.ts';
export type {PlannedAction} from './core/incident/plan.ts';
export type {CallFacts, Failure} from './core/lib/error.ts';
export {CallError, failureText} from './core/lib/error.ts';
export type {JsonObject} from './core/lib/json.ts';
export {at, isObject, listAt, textAt} from './core/lib/json.ts';
export type {Readers} from './core/ports/ports.ts';

export type {Locale, Sentence, Texts} from './core/texts/define-texts.ts';
export {runbookTexts} from './core/texts/more-texts.ts';
export type {Phrase} from './core/texts/phrase.ts';

export {bindServiceAgentKind} from './actions/bind-service-agent/params.ts';
export {enableServiceKind, enabling} from './actions/enable-service/params.ts';
export {manageMeshKind} from './actions/manage-mesh/params.ts';
export {relabelNamespaceKind} from './actions/relabel-namespace/params.ts';
export {restartWorkloadsKind} from './actions/restart-workloads/params.ts';
export {setIssuerKind} from './actions/set-issuer/params.ts';
export {setWorkloadPoolKind} from './actions/set-workload-pool/params.ts';

export {
  clustersThat,
  inItsCluster,
  managedOnes,
  nowhere,
  servedProjects,
  theirProjects,
} from './runbooks/shared/places.ts';
