import type {InspectDeps} from '../../../../adapters/google/client/call.ts';
import {type Sink, sinksOf} from '../../../../adapters/google/logging/sinks.ts';
import {projectPolicy} from '../../../../adapters/google/project/policy.ts';
import {ancestry} from '../../../../adapters/google/project/project.ts';
import {topicPolicy} from '../../../../adapters/google/pubsub/topics.ts';
import type {Policy} from '../../../../core/facts/cloud.ts';
import {type SinkFilter, sinkFilters} from '../../../../engine/intake/sink-filters.ts';
import {type Check, type Found, found, ok} from '../check.ts';
import {deployAgain, type Deployment, topicName} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** A sink and where it stands. */
interface Placed {
  readonly sink: Sink;
  /** `projects/P`, `folders/F` or `organizations/O`. */
  readonly parent: string;
  /** Its filter is the runbook's own and names no project, as one above the projects may. */
  readonly isWhole?: true;
}

/** Whether every watched project's entries reach the topic: its sinks, or those of a folder above it. */
export function sinkChecks(context: DoctorContext): readonly Check[] {
  const {deployment, settings, runbooks} = context;
  if (deployment === undefined) return [];
  const manifests = runbooks.map(one => one.manifest);
  const listed = sinkFilters(manifests, settings.projects);
  const unlisted = sinkFilters(manifests);
  return settings.projects.map(({id}) => ({
    check: 'sinks',
    subject: id,
    access: {project: id, role: 'roles/logging.viewer'},
    // Who may publish is read from the topic: pubsub.topics.getIamPolicy, which the first role lacks.
    // https://docs.cloud.google.com/iam/docs/roles-permissions/pubsub
    more: {project: deployment.project, role: 'roles/iam.securityReviewer'},
    async run(deps) {
      const placed = await sinksAround(deps, id, deployment, unlisted);
      const lines = unlisted.flatMap(({runbook, filter}) => {
        const naming = listed.find(
          one => one.runbook === runbook && one.projects.some(project => project.id === id),
        );
        if (naming === undefined) return [];
        const own = sinkFor(placed, deployment, naming, filter);
        const name = `${deployment.name}-${runbook}`;
        if (own === undefined) return [found('broken', 'no-sink', {sink: name}, deployAgain)];
        return judged(own, {deployment, filter: naming, config: context.config});
      });
      const all = lines.length > 0 ? lines : [ok('sinks', {count: unlisted.length})];
      return [...all, ...(await writerLines(deps, deployment, placed))];
    },
  }));
}

/** The sinks of the deployment that see a project's log. Above it only where it has none itself. */
async function sinksAround(
  deps: InspectDeps,
  project: string,
  {name}: Deployment,
  filters: readonly SinkFilter[],
): Promise<readonly Placed[]> {
  const ours = async (parent: string): Promise<readonly Placed[]> =>
    (await sinksOf(deps, parent))
      .filter(one => one.name.startsWith(`${name}-`))
      .filter(one => parent.startsWith('projects/') || one.includeChildren)
      .map(sink => ({sink, parent}));
  const own = await ours(`projects/${project}`);
  if (filters.some(one => own.some(({sink}) => sink.name === `${name}-${one.runbook}`))) {
    return own;
  }
  const above: Placed[] = [];
  for (const parent of await ancestry(deps, project)) above.push(...(await ours(parent)));
  return above;
}

/**
 * The sink of a runbook that sees a project's log: the project's own, or that of a folder or an organisation above
 * it, which names the project, or no project at all.
 */
function sinkFor(
  placed: readonly Placed[],
  {name}: Deployment,
  naming: SinkFilter,
  unlisted: string,
): Placed | undefined {
  const called = (sink: string) => placed.find(one => one.sink.name === `${name}-${sink}`);
  const first = called(naming.runbook);
  const above = first !== undefined && !first.parent.startsWith('projects/');
  if (above && first.sink.filter === unlisted) return {...first, isWhole: true};
  return above ? called(naming.sink) : first;
}

interface Expected {
  readonly deployment: Deployment;
  readonly filter: SinkFilter;
  readonly config: string;
}

function judged(
  {sink, parent, isWhole}: Placed,
  {deployment, filter: {filter, runbook, number, of}, config}: Expected,
): readonly Found[] {
  const at = `${sink.name} ${flagOf(parent)}`;
  const lines: Found[] = [];
  if (sink.disabled) {
    const next = `gcloud logging sinks update ${at} --no-disabled`;
    lines.push(found('broken', 'sink-disabled', {sink: sink.name}, next));
  }
  const destination = `pubsub.googleapis.com/${topicName(deployment, 'entries')}`;
  if (sink.destination !== destination) {
    const next = `gcloud logging sinks update ${sink.name} ${destination} ${flagOf(parent)}`;
    const params = {sink: sink.name, destination: sink.destination};
    lines.push(found('broken', 'sink-elsewhere', params, next));
  }
  if (isWhole !== true && sink.filter !== filter) {
    const chosen =
      of === 1
        ? `jq -r 'select(.runbook=="${runbook}").filter'`
        : `jq -rs 'map(select(.runbook=="${runbook}"))[${number - 1}].filter'`;
    const printed = `mesh-responder filters --config ${config} --json | ${chosen}`;
    const next = `gcloud logging sinks update ${at} --log-filter="$(${printed})"`;
    lines.push(
      found('broken', 'sink-filter', {sink: sink.name, ...differing(sink.filter, filter)}, next),
    );
  }
  return lines;
}

/** The first line in which two filters differ. */
function differing(live: string, wanted: string): {readonly line: number; readonly text: string} {
  const [lines, others] = [live.split('\n'), wanted.split('\n')];
  const most = Math.max(lines.length, others.length);
  for (let line = 0; line < most; line += 1) {
    const text = lines[line] ?? '';
    if (text !== (others[line] ?? '')) {
      return {line: line + 1, text: text.length > 80 ? `${text.slice(0, 79)}…` : text};
    }
  }
  return {line: most, text: ''};
}

function flagOf(parent: string): string {
  const [kind = '', id = ''] = parent.split('/');
  return `--${kind.slice(0, -1)}=${id}`;
}

const publishers = ['roles/pubsub.publisher', 'roles/pubsub.editor', 'roles/pubsub.admin'];

/** Whether the identities that the sinks write as may publish on the topic. */
async function writerLines(
  deps: InspectDeps,
  deployment: Deployment,
  placed: readonly Placed[],
): Promise<readonly Found[]> {
  const writers = [...new Set(placed.map(one => one.sink.writer))];
  if (writers.length === 0) return [];
  const topic = topicName(deployment, 'entries');
  const onTopic = await topicPolicy(deps, topic);
  const lines: Found[] = [];
  for (const writer of writers) {
    if (publishes(onTopic, writer)) {
      lines.push(ok('writer', {writer: writer.replace('serviceAccount:', '')}));
      continue;
    }
    const onProject = await projectPolicy(deps, deployment.project);
    if (publishes(onProject, writer)) {
      lines.push(found('warning', 'writer-wide', {writer}, deployAgain));
      continue;
    }
    const [, , , id = ''] = topic.split('/');
    const next = `gcloud pubsub topics add-iam-policy-binding ${id} --project=${deployment.project} --member=${writer} --role=roles/pubsub.publisher`;
    lines.push(
      found('broken', 'writer-mute', {writer: writer || '-'}, writer === '' ? deployAgain : next),
    );
  }
  return lines;
}

function publishes({bindings}: Policy, member: string): boolean {
  return bindings.some(
    one =>
      publishers.includes(one.role) && one.condition === undefined && one.members.includes(member),
  );
}
