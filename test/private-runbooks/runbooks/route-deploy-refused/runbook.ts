import {
  atLeast,
  claimedProject,
  type Detection,
  type Diagnosis,
  enabling,
  evidenceOf,
  foreign,
  type LogEntry,
  type Look,
  type RunbookWays,
  target,
  unrelated,
} from 'mesh-responder/runbook';
import {phrase, texts} from './texts.ts';

const service = 'networkservices.googleapis.com';
const sentence = 'routes refused: networkservices.googleapis.com is disabled';

/** Pure and linear: it sees every entry that any sink exports. */
function detect(entry: LogEntry): Detection {
  if (entry.text?.includes(sentence) !== true) return unrelated;
  if (entry.labels['container_name'] !== 'mesh-deployer') {
    return foreign(phrase('foreign.quoted', {resource: entry.resourceType || 'no resource type'}));
  }
  if (!atLeast(entry.severity, 'ERROR')) {
    return foreign(phrase('foreign.severity', {severity: entry.severity}));
  }
  const project = claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  return {
    kind: 'finding',
    finding: {
      runbook: 'route-deploy-refused',
      target: target({project}),
      symptom: 'api-disabled',
      causes: [],
      evidence: evidenceOf(entry, entry.text),
    },
  };
}

/** Only live state decides, and what a plan names comes from constants and the allow-list. */
async function diagnose({project, readers}: Look): Promise<Diagnosis> {
  const state = await readers.serviceState(project.id, service);
  const params = {project: project.id, service};
  const proof = [phrase('proof.service-state', {...params, state})];
  switch (state) {
    case 'ENABLED':
      return {kind: 'healthy', proof};
    case 'DISABLED':
      return {
        kind: 'broken',
        cause: phrase('cause.route-deploy-refused'),
        detail: phrase('detail.route-deploy-refused', params),
        actions: enabling(project.id, [service]),
        proof,
      };
    case 'UNKNOWN':
      return {
        kind: 'person',
        cause: phrase('cause.api-state-unknown', {service}),
        advice: phrase('advice.enable-api', params),
        proof,
      };
  }
}

const runbook: RunbookWays = {
  texts,
  detect,
  diagnose,
  suspects: project => [target({project: project.id})],
};

export default runbook;
