import {createReadStream} from 'node:fs';
import {JsonFault, membersOf} from '../../../plan/json-parts.ts';
import {
  changesOfManifests,
  type Manifest,
  readManifests,
} from '../../../plan/manifests/read-manifests.ts';
import {PlanError} from '../../../plan/plan-error.ts';
import type {Read} from '../../../plan/read.ts';
import {readTerraformPlan} from '../../../plan/terraform/read-plan.ts';
import {unreadable} from '../../shared/refusals.ts';
import type {Io} from '../../shell/command.ts';
import {UsageError} from '../../shell/usage-error.ts';

/** A plan may be this long: it is held in memory once. */
const longestPlan = 100 * 1024 * 1024;
/** Manifests are read by a parser that takes many times their length. */
const longestManifests = 10 * 1024 * 1024;

/** What was given to be judged. */
export interface Input extends Read {
  /** The one plan, for messages that need a file; of manifests each change has its own. */
  readonly file: string;
}

/**
 * Reads plans and manifests; `-` is standard input. `before` are manifests as they were.
 * @throws PlanError for what is neither, or too long; UsageError for a file that cannot be read.
 */
export async function readInput(
  files: readonly string[],
  before: readonly string[],
  io: Pick<Io, 'stdin' | 'locale'>,
): Promise<Input> {
  const reads: Read[] = [];
  const manifests: Manifest[] = [];
  let documents = 0;
  for (const file of files) {
    const bytes = await bytesOf(file, io);
    const name = nameOf(file, io);
    if (isPlan(bytes, file)) {
      reads.push(readTerraformPlan(bytes, name));
      continue;
    }
    const found = manifestsOf(bytes, file, name);
    documents += found.documents;
    manifests.push(...found.objects);
  }
  const old: Manifest[] = [];
  for (const file of before) {
    const found = manifestsOf(await bytesOf(file, io), file, nameOf(file, io));
    old.push(...found.objects);
  }
  const {changes} = changesOfManifests(manifests, old);
  return {
    file: files[0] ?? '-',
    changes: [...reads.flatMap(one => one.changes), ...changes],
    resources: reads.reduce((sum, one) => sum + one.resources, documents),
    unread: reads.flatMap(one => one.unread),
  };
}

function nameOf(file: string, {locale}: Pick<Io, 'locale'>): string {
  if (file !== '-') return file;
  return locale === 'ko' ? '표준 입력' : 'standard input';
}

async function bytesOf(file: string, io: Pick<Io, 'stdin' | 'locale'>): Promise<Buffer> {
  const stream: AsyncIterable<unknown> = file === '-' ? io.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
      length += bytes.length;
      if (length > longestPlan) throw tooLong(nameOf(file, io), longestPlan);
      chunks.push(bytes);
    }
  } catch (cause) {
    if (cause instanceof PlanError) throw cause;
    throw new UsageError(unreadable(nameOf(file, io), cause), {cause});
  }
  return withoutMark(Buffer.concat(chunks, length), nameOf(file, io));
}

/** Without the byte order mark. @throws PlanError for what is no UTF-8 text. */
function withoutMark(bytes: Buffer, name: string): Buffer {
  if (
    bytes.length === 0 ||
    (/^\s*$/.test(bytes.toString('latin1', 0, 1000)) && bytes.length < 1000)
  ) {
    throw new PlanError({
      en: `${name} is empty. Give the output of: terraform show -json PLAN`,
      ko: `${name} 파일이 비어 있습니다. terraform show -json PLAN의 출력을 사용하세요`,
    });
  }
  const [first, second, third] = bytes;
  if (first === 0x50 && second === 0x4b) {
    throw new PlanError({
      en: `${name} is a saved plan, which only Terraform reads. Give the output of: terraform show -json ${name}`,
      ko: `${name} 파일은 Terraform만 읽을 수 있는 저장된 계획입니다. terraform show -json ${name}의 출력을 사용하세요`,
    });
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new PlanError({
      en: `${name} is UTF-16, as Windows PowerShell writes it. Write it as UTF-8: terraform show -json PLAN | Out-File -Encoding utf8 ${name}`,
      ko: `${name} 파일은 Windows PowerShell이 쓰는 UTF-16입니다. UTF-8로 쓰세요: terraform show -json PLAN | Out-File -Encoding utf8 ${name}`,
    });
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}

/** A text that begins with a brace is a plan, unless it is a manifest in JSON. */
function isPlan(bytes: Buffer, file: string): boolean {
  if (/\.ya?ml$/i.test(file)) return false;
  const head = bytes.toString('utf8', 0, 4096).trimStart();
  if (!head.startsWith('{') && !head.startsWith('[')) return /\.json$/i.test(file);
  // A plan whose names are sorted, as by jq -S, begins with the manifests of its configuration.
  return !/"apiVersion"\s*:/.test(head) || hasFormat(bytes) || /"format_version"\s*:/.test(head);
}

function hasFormat(bytes: Buffer): boolean {
  try {
    return membersOf(bytes, {start: 0, end: bytes.length}).has('format_version');
  } catch (error) {
    if (error instanceof JsonFault) return false;
    throw error;
  }
}

function manifestsOf(bytes: Buffer, file: string, name: string) {
  if (bytes.length > longestManifests) throw tooLong(name, longestManifests);
  const found = readManifests(bytes.toString('utf8'), file);
  if (
    found.objects.length === 0 &&
    !/^\s*["']?(?:kind|apiVersion)\b|["']kind["']\s*:/m.test(
      bytes.toString('utf8', 0, longestManifests),
    )
  ) {
    throw new PlanError({
      en: `${name} is neither a plan (the output of: terraform show -json PLAN) nor a manifest of Kubernetes`,
      ko: `${name} 파일은 계획(terraform show -json PLAN의 출력)도 Kubernetes 매니페스트도 아닙니다`,
    });
  }
  return found;
}

function tooLong(name: string, most: number): PlanError {
  const mebibytes = most / 1024 / 1024;
  return new PlanError({
    en: `${name} is larger than ${mebibytes} MiB. Plan the parts of the configuration by themselves (terraform plan -target, or smaller root modules)`,
    ko: `${name} 파일이 ${mebibytes}MiB보다 큽니다. 구성을 나누어 계획하세요(terraform plan -target 또는 더 작은 루트 모듈)`,
  });
}
