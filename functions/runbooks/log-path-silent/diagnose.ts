import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {followsSign, type Look} from '../../core/contract/runbook.ts';
import {phrase} from './texts.ts';

/** Where a beat can be lost, in its order, each with the command that shows it. */
const checks = [
  'check.log-path.entry',
  'check.log-path.sink',
  'check.log-path.topic',
  'check.log-path.subscription',
  'check.log-path.function',
] as const;

/**
 * Asks whether the responder's own beats come back. Until the first one does, an open incident stays;
 * a poll speaks only of a path that has been silent for long enough.
 */
export async function diagnose({project, symptom, heartbeat}: Look): Promise<Diagnosis> {
  const params = {project: project.id};
  const fact = await heartbeat(project.id);
  switch (fact.kind) {
    case 'off':
      return {kind: 'healthy', proof: [phrase('proof.heartbeat-off', params)]};
    case 'alive':
      return {kind: 'healthy', proof: [phrase('proof.heartbeat-alive', params)]};
    case 'awaited': {
      const proof = [phrase('proof.heartbeat-awaited', params)];
      return followsSign(symptom) ? broken(params, proof) : {kind: 'healthy', proof};
    }
    case 'refused': {
      const {since, said} = fact;
      return {
        kind: 'person',
        cause: phrase('cause.heartbeat-refused'),
        detail: phrase('detail.heartbeat-refused', params),
        advice: phrase('advice.heartbeat-refused', params),
        proof: [phrase('proof.heartbeat-refused', {...params, since, said})],
      };
    }
    case 'silent':
      return broken(params, [phrase('proof.heartbeat-silent', {...params, since: fact.since})]);
  }
}

function broken(params: {readonly project: string}, proof: readonly Phrase[]): Diagnosis {
  return {
    kind: 'person',
    cause: phrase('cause.log-path-silent'),
    detail: phrase('detail.log-path-silent', params),
    advice: phrase('advice.log-path-silent'),
    proof: [...proof, ...checks.map(code => phrase(code, params))],
  };
}
