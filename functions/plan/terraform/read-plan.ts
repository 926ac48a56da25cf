import {isObject, listAt, textAt} from '../../core/lib/json.ts';
import type {PlannedChange, Replaced} from '../../core/planned/change.ts';
import type {Attributes} from '../attributes.ts';
import {elementsOf, JsonFault, membersOf, type Span} from '../json-parts.ts';
import {PlanError} from '../plan-error.ts';
import type {Read} from '../read.ts';
import type {Resource} from '../resource.ts';
import {types} from './types.ts';

/** So long may one resource be: all are read one by one, and none may take the memory of a whole plan. */
const longestResource = 16 * 1024 * 1024;

/**
 * Reads the output of `terraform show -json` (OpenTofu's is the same) of a saved plan:
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 * @throws PlanError for what is no plan of format 1.
 */
export function readTerraformPlan(text: Buffer, name: string): Read {
  try {
    return readChanges(text, name);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const {message, at} = error;
    throw new PlanError(
      {
        en: `${name} is no JSON: ${message} at byte ${at}. Give the output of: terraform show -json PLAN`,
        ko: `${name} 파일은 JSON이 아닙니다(바이트 ${at}: ${message}). terraform show -json PLAN의 출력을 사용하세요`,
      },
      {cause: error},
    );
  }
}

function readChanges(text: Buffer, name: string): Read {
  const plan = membersOf(text, {start: 0, end: text.length});
  checkFormat(text, plan, name);
  const changes = plan.get('resource_changes');
  const found: PlannedChange[] = [];
  const unread: string[] = [];
  let resources = 0;
  for (const span of changes === undefined ? [] : elementsOf(text, changes)) {
    resources += 1;
    const understand = types.get(typeOf(text, span));
    if (understand === undefined) continue;
    if (span.end - span.start > longestResource) throw tooLong(name, span);
    const json = parsed(text, span);
    const resource = resourceOf(json);
    if (resource === 'unread') unread.push(textAt(json, 'address') ?? '?');
    else if (resource !== undefined) found.push(...understand(resource));
  }
  return {changes: found, resources, unread};
}

function checkFormat(text: Buffer, plan: ReadonlyMap<string, Span>, name: string): void {
  const version = scalar(text, plan.get('format_version'));
  if (typeof version !== 'string' || !/^\d+\.\d+$/.test(version)) {
    throw new PlanError({
      en: `${name} is JSON, and no plan of Terraform: it has no format_version. Give the output of: terraform show -json PLAN`,
      ko: `${name} 파일은 JSON이지만 Terraform 계획이 아닙니다(format_version 없음). terraform show -json PLAN의 출력을 사용하세요`,
    });
  }
  if (!version.startsWith('1.')) {
    throw new PlanError({
      en: `${name} has format_version ${version}; this version of mesh-responder reads 1.x. Update mesh-responder, or plan with Terraform 1.x`,
      ko: `${name} 파일의 format_version은 ${version}이며, 이 버전의 mesh-responder는 1.x를 읽습니다. mesh-responder를 업데이트하거나 Terraform 1.x로 계획하세요`,
    });
  }
  if (scalar(text, plan.get('errored')) === true) {
    throw new PlanError({
      en: `${name} is a plan that ended in errors, so it does not say everything. Mend them and plan again`,
      ko: `${name} 파일은 오류로 끝난 계획이므로 모든 변경이 들어 있지 않습니다. 오류를 고치고 다시 계획하세요`,
    });
  }
  if (!plan.has('resource_changes') && !plan.has('planned_values')) {
    throw new PlanError({
      en: `${name} is a state and no plan. Save a plan (terraform plan -out PLAN) and give the output of: terraform show -json PLAN`,
      ko: `${name} 파일은 계획이 아니라 상태입니다. 계획을 저장하고(terraform plan -out PLAN) terraform show -json PLAN의 출력을 사용하세요`,
    });
  }
}

/** A short value; undefined for a long one. */
function scalar(text: Buffer, span: Span | undefined): unknown {
  return span === undefined || span.end - span.start > 200 ? undefined : parsed(text, span);
}

function typeOf(text: Buffer, span: Span): string {
  const type = text[span.start] === 0x7b ? scalar(text, membersOf(text, span).get('type')) : '';
  return typeof type === 'string' ? type : '';
}

function parsed(text: Buffer, {start, end}: Span): unknown {
  try {
    return JSON.parse(text.toString('utf8', start, end));
  } catch {
    // The parser's own sentence quotes the text, and with it perhaps a secret.
    throw new JsonFault('a value cannot be read', start);
  }
}

function tooLong(name: string, {start, end}: Span): PlanError {
  const mebibytes = Math.ceil((end - start) / 1024 / 1024);
  return new PlanError({
    en: `${name} has a resource of ${mebibytes} MiB at byte ${start}; the most is ${longestResource / 1024 / 1024} MiB`,
    ko: `${name} 파일의 바이트 ${start}에 ${mebibytes}MiB 크기의 리소스가 있습니다. 최대 크기는 ${longestResource / 1024 / 1024}MiB입니다`,
  });
}

/** One of `resource_changes`; undefined: nothing happens to it that counts, `unread`: in an unknown way. */
function resourceOf(json: unknown): Resource | 'unread' | undefined {
  if (!isObject(json) || !isObject(json['change'])) return 'unread';
  if (json['mode'] === 'data') return undefined;
  const {change} = json;
  const how = waysOf(listAt(change, 'actions'));
  if (how === 'unread' || how === undefined) return how;
  const side = (name: 'before' | 'after'): Attributes | undefined =>
    isObject(change[name]) || (name === 'after' && change['after_unknown'] === true)
      ? {
          value: change[name],
          unknown: name === 'after' ? change['after_unknown'] : false,
          sensitive: change[`${name}_sensitive`],
        }
      : undefined;
  return {
    address: textAt(json, 'address') ?? '?',
    type: textAt(json, 'type') ?? '',
    before: how.made ? undefined : side('before'),
    after: side('after'),
    replaced: how.replaced,
    changes: how.changes,
    desiredOnly: false,
  };
}

/** What the actions of a change mean; `forget` leaves everything as it is. */
function waysOf(
  actions: readonly unknown[],
): {made: boolean; changes: boolean; replaced: Replaced} | 'unread' | undefined {
  const usual = {made: false, changes: true, replaced: 'no'} as const;
  switch (actions.join('+')) {
    case 'no-op':
      return {...usual, changes: false};
    case 'create':
    case 'create+forget':
    case 'forget+create':
      return {...usual, made: true};
    case 'update':
    case 'delete':
      return usual;
    case 'delete+create':
      return {...usual, replaced: 'destroyed-first'};
    case 'create+delete':
      return {...usual, replaced: 'made-first'};
    case 'forget':
    case 'read':
      return undefined;
    default:
      return 'unread';
  }
}
