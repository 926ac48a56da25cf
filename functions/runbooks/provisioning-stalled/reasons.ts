import type {CodeAfter} from '../../core/texts/define-texts.ts';
import {evened, match, type Parameters, template} from '../shared/message-template.ts';
import type {Risk, texts} from './texts.ts';
import type {MembershipFact} from '../../core/facts/cloud.ts';
import type {KubeCondition, RevisionFact} from '../../core/facts/kubernetes.ts';

export type StalledId = CodeAfter<typeof texts, 'stalled.'>;

/** A message of a stalled ControlPlaneRevision that the troubleshooting page documents. */
export interface StalledReason {
  /**
   * Ends the codes `stalled.<id>` (what is wrong), `advice.stalled.<id>` (what only a person can do) and,
   * where it has parameters, `detail.<id>` (what exactly).
   */
  readonly id: StalledId;
  readonly reason: 'PreconditionFailed' | 'ProvisioningFailed';
  /** The message as it is printed, the longer form first: what follows may have been cut off. */
  readonly en: readonly string[];
  /** The same on the Korean page, for text that somebody pasted. */
  readonly ko: readonly string[];
  /** What its longer form names. */
  readonly parameters: readonly string[];
  /** Whose problem it may be; else no other repair ends it. */
  readonly runbook?: 'workload-identity-disabled' | 'service-agent-unbound' | 'any';
  readonly risk?: Risk;
}

/**
 * The documented messages, in the page's order. The page prints `name${NAME}` without a blank; the tenth
 * has left the English page, which is why its wording is loose.
 * Source: troubleshooting page, "ControlPlaneRevision stalled reason codes", English and Korean.
 */
const rows: readonly Omit<StalledReason, 'parameters'>[] = [
  {
    id: 'not-gke',
    reason: 'PreconditionFailed',
    en: [
      'Only GKE memberships are supported but ${named} is not a GKE cluster',
      'Only GKE memberships are supported but ${named}',
    ],
    ko: ['GKE 멤버십만 지원되지만 ${named}은(는) GKE 클러스터가 아닙니다'],
  },
  {
    id: 'revision-name',
    reason: 'PreconditionFailed',
    en: ['Unsupported ControlPlaneRevision name: ${name}'],
    ko: ['지원되지 않는 ControlPlaneRevision 이름: ${name}'],
  },
  {
    id: 'revision-namespace',
    reason: 'PreconditionFailed',
    en: ['Unsupported ControlPlaneRevision namespace: ${namespace}'],
    ko: ['지원되지 않는 ControlPlaneRevision 네임스페이스: ${namespace}'],
  },
  {
    id: 'channel',
    reason: 'PreconditionFailed',
    en: [
      'Unsupported channel ${channel} for ControlPlaneRevision with name${name}. Expected ${expected}',
      'Unsupported channel ${channel} for ControlPlaneRevision with name${name}',
    ],
    ko: [
      '이름이 ${name}인 ControlPlaneRevision에 대해 지원되지 않는 채널 ${channel}. ${expected} 필요',
      '이름이 ${name}인 ControlPlaneRevision에 대해 지원되지 않는 채널 ${channel}',
    ],
  },
  {
    id: 'channel-missing',
    reason: 'PreconditionFailed',
    en: ['Channel must not be omitted or blank'],
    ko: ['채널을 생략하거나 비워 둘 수 없습니다'],
  },
  {
    id: 'revision-type',
    reason: 'PreconditionFailed',
    en: ['Unsupported control plane revision type: ${type}'],
    ko: ['지원되지 않는 제어 영역 버전 유형: ${type}'],
  },
  {
    id: 'kubernetes-version',
    reason: 'PreconditionFailed',
    en: ['Unsupported Kubernetes version: ${version}'],
    ko: ['지원되지 않는 Kubernetes 버전: ${version}'],
    risk: 'cluster-upgrade',
  },
  {
    id: 'workload-identity',
    reason: 'PreconditionFailed',
    en: ['Workload identity is not enabled'],
    ko: ['워크로드 아이덴티티가 사용 설정되지 않음'],
    risk: 'node-pools',
    runbook: 'workload-identity-disabled',
  },
  {
    id: 'workload-pool',
    reason: 'PreconditionFailed',
    en: ['Unsupported workload pool: ${pool}'],
    ko: ['지원되지 않는 워크로드 풀: ${pool}'],
    risk: 'workload-pool',
    runbook: 'workload-identity-disabled',
  },
  {
    id: 'fleet-project',
    reason: 'PreconditionFailed',
    en: [
      'cluster project ${} environ project ${} match',
      'cluster project ${} fleet project ${} match',
    ],
    ko: [
      '클러스터 프로젝트와 Environ 프로젝트가 일치하지 않습니다',
      '클러스터 프로젝트와 Fleet 프로젝트가 일치하지 않습니다',
    ],
    runbook: 'service-agent-unbound',
  },
  {
    id: 'cluster-resources',
    reason: 'ProvisioningFailed',
    en: ['An error occurred updating cluster resources'],
    ko: ['클러스터 리소스를 업데이트하는 중 오류 발생'],
    runbook: 'any',
  },
  webhooks('mutating-webhook', 'MutatingWebhookConfiguration', '에는'),
  webhooks('validating-webhook', 'ValidatingWebhookConfiguration', '에'),
];

function webhooks(
  id: 'mutating-webhook' | 'validating-webhook',
  kind: string,
  particle: string,
): (typeof rows)[number] {
  const en = `${kind} \${name} contains a webhook with URL of \${url}`;
  const ko = `${kind} \${name}${particle} URL이 예상된 \${expected}을(를) 제외하고 \${url}인 웹훅이 포함`;
  const [longer, reason] = [`${en} but expected \${expected}`, 'ProvisioningFailed'] as const;
  return {id, reason, en: [longer, en], ko: [ko], risk: id};
}

const compiled = rows.map(row => {
  const templates = [...row.en, ...row.ko].map(template);
  const parameters = templates[0]?.names.filter(name => name !== '') ?? [];
  return {row: {...row, parameters}, templates};
});

/** The documented rows, in the page's order. */
export const stalledReasons: readonly StalledReason[] = compiled.map(one => one.row);

/** A documented row, with what the message at hand names. */
export interface Documented {
  readonly row: StalledReason;
  /** Empty where the message names nothing. */
  readonly named: Parameters;
}

/** The documented row that a message is an instance of. */
export function stalledReason(message: string): Documented | undefined {
  if (message === '') return undefined;
  const text = evened(message);
  for (const {row, templates} of compiled) {
    for (const one of templates) {
      const named = match(one, text);
      if (named !== undefined) return {row, named};
    }
  }
  return undefined;
}

/** A documented row that live state gives, and the message that says so. */
export interface DocumentedStall extends Documented {
  readonly message: string;
}

/** The row of an id. */
export function stalledRow(id: string): StalledReason | undefined {
  return stalledReasons.find(one => one.id === id);
}

/** Why a revision in the cluster is stalled, in its own words. */
export interface Stall {
  readonly revision: string;
  readonly reason: string;
  readonly message: string;
}

/**
 * The revisions that say of themselves that they are stalled.
 * Source: troubleshooting page, "Check the status of the managed control plane".
 */
export function stallsOf(revisions: readonly RevisionFact[] = []): readonly Stall[] {
  return revisions.flatMap(({name, conditions}) => {
    const found = conditions.find(isStalled);
    return found === undefined
      ? []
      : [{revision: name, reason: found.reason, message: found.message}];
  });
}

/** Whether a revision in the cluster says anything of how its provisioning goes. */
export function speaks(revisions: readonly RevisionFact[] = []): boolean {
  return revisions.some(({conditions}) =>
    conditions.some(({type, status}) => told.includes(type) && status !== 'Unknown'),
  );
}

/**
 * The documented reason that live state gives: a stalled revision in the cluster first, then what the fleet
 * says of the control plane. Of several the first in the cluster's order.
 */
export function documentedIn(
  {controlPlaneDetails}: MembershipFact,
  revisions: readonly RevisionFact[] | undefined,
): DocumentedStall | undefined {
  const inside = stallsOf(revisions).map(one => one.message);
  const texts = inside.length > 0 ? inside : controlPlaneDetails.map(one => one.details);
  for (const text of texts) {
    const found = stalledReason(text);
    if (found !== undefined) return {...found, message: text};
  }
  return undefined;
}

const told = ['Reconciled', 'Stalled'];

function isStalled({type, status}: KubeCondition): boolean {
  return type === 'Stalled' && status === 'True';
}
