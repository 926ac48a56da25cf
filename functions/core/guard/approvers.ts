import {isInScope} from '../config/project-scope.ts';
import {type ApproverRule, findProject, type Settings} from '../config/settings.ts';
import {
  groupKind,
  isSurelyOther,
  type PersonIdentity,
  nameOf,
  type Person,
  personOf,
  sameEmail,
} from '../config/people.ts';

/** Why somebody may not answer a plan. */
export type ApproverRefusal =
  /** No rule is about it, or none names this person. */
  | {readonly kind: 'no-approver'; readonly by: string}
  | {readonly kind: 'caused-it' | 'asked-it'; readonly by: string}
  /** Nobody can tell whether they have answered by another way, or asked by one. */
  | {readonly kind: 'same-person'; readonly by: string}
  /** A group names them perhaps; who is in it was not read lately. */
  | {readonly kind: 'group-unknown'; readonly by: string; readonly group: string};

/** What is answered, and by whom. */
export interface ApproverAsked {
  readonly runbook: string;
  readonly project: string;
  /** Who caused the problem, by the audit log; absent: nobody knows. */
  readonly culprit?: string | undefined;
  /** Who asked for it, where it is an undo, as `nameOf` writes it. */
  readonly asker?: string | undefined;
  readonly answer: 'approved' | 'declined';
  readonly who: PersonIdentity;
}

/** Who the settings know, and who is in their groups by now. */
export interface KnownPeople {
  readonly people: readonly Person[];
  /** Members by the id of the group: ids of Slack, or e-mails; one that is absent was not read lately. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** The rule for a problem: of several that match the first. */
export function approverRule(
  settings: Pick<Settings, 'approvers' | 'projects'>,
  {runbook, project}: Pick<ApproverAsked, 'runbook' | 'project'>,
): ApproverRule | undefined {
  const place = findProject(settings, project);
  return settings.approvers?.find(
    one => isInScope(one, project, place) && (one.runbook ?? runbook) === runbook,
  );
}

/** How many different people have to approve a plan for a problem. */
export function votesNeeded(
  settings: Pick<Settings, 'approvers' | 'projects'>,
  about: Pick<ApproverAsked, 'runbook' | 'project'>,
): number {
  return approverRule(settings, about)?.votes ?? 1;
}

/** Why an answer of this person does not count; undefined: it counts. */
export function approverRefusal(
  rule: ApproverRule | undefined,
  {culprit, asker, answer, who}: ApproverAsked,
  known: KnownPeople,
): ApproverRefusal | undefined {
  const by = nameOf(who, known.people);
  const email = emailOf(who, known.people);
  const isNamed = email !== undefined && (rule?.people.some(one => sameEmail(one, email)) ?? false);
  if (!isNamed) {
    const groups = (rule?.groups ?? []).filter(one => memberName(who, email, one) !== undefined);
    if (!groups.some(one => isMember(who, email, one, known))) {
      const unread = groups.find(one => !known.groups.has(one));
      return unread === undefined
        ? {kind: 'no-approver', by}
        : {kind: 'group-unknown', by, group: unread};
    }
  }
  if (answer === 'declined') return undefined;
  // By a Slack group one may come under a name of Slack's alone, and by another way under an e-mail: as two.
  if (rule !== undefined && rule.votes > 1 && email === undefined && hasEmails(rule)) {
    return {kind: 'same-person', by};
  }
  const except = rule?.except;
  if (except === undefined) return undefined;
  if (except !== 'who-caused-it' && asker !== undefined) {
    if (asker === by) return {kind: 'asked-it', by};
    if (!isSurelyOther(who, asker, known.people)) return {kind: 'same-person', by};
  }
  if (except === 'who-asked') return undefined;
  const isCulprit = email !== undefined && culprit !== undefined && sameEmail(culprit, email);
  // Of whom no e-mail is known, nobody can say that they did not cause it.
  return isCulprit || (email === undefined && culprit !== undefined)
    ? {kind: 'caused-it', by}
    : undefined;
}

/** Whether a rule lets anybody in by an e-mail. */
function hasEmails({people, groups = []}: ApproverRule): boolean {
  return people.length > 0 || groups.some(one => groupKind(one) === 'google');
}

/** Whether the settings name this person at all: who may silence and pause. */
export function isKnownPerson(
  who: PersonIdentity,
  rules: readonly ApproverRule[],
  known: KnownPeople,
): boolean {
  const {people} = known;
  if (who.kind === 'unverified' || personOf(who, people) !== undefined) return true;
  const email = emailOf(who, people);
  return rules.some(
    rule =>
      (email !== undefined && rule.people.some(one => sameEmail(one, email))) ||
      (rule.groups ?? []).some(one => isMember(who, email, one, known)),
  );
}

/** What a group would list somebody under; undefined: nothing is known by which they could be in it. */
function memberName(
  who: PersonIdentity,
  email: string | undefined,
  group: string,
): string | undefined {
  switch (groupKind(group)) {
    case 'google':
      return email;
    case 'slack':
      return who.kind === 'slack' ? who.user : undefined;
  }
}

function isMember(
  who: PersonIdentity,
  email: string | undefined,
  group: string,
  {groups}: Pick<KnownPeople, 'groups'>,
): boolean {
  const name = memberName(who, email, group);
  return name !== undefined && (groups.get(group)?.some(one => sameEmail(one, name)) ?? false);
}

function emailOf(who: PersonIdentity, people: readonly Person[]): string | undefined {
  return who.kind === 'google' ? who.email : personOf(who, people)?.email;
}
