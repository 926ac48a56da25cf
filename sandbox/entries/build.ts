import type {JsonObject} from '../../functions/core/lib/json.ts';
import {stamp} from '../json.ts';
import {insertId, uuid} from './id.ts';

/** A line of a CI job's log, where an installer's output ends up. It names a project, and no cluster. */
export function buildEntry(project: string, text: string, ms: number): JsonObject {
  return {
    insertId: insertId('cloudbuild', project, text, ms),
    logName: `projects/${project}/logs/cloudbuild`,
    resource: {
      type: 'build',
      labels: {
        project_id: project,
        build_id: uuid('build', project),
        build_trigger_id: uuid('trigger', project),
      },
    },
    severity: 'INFO',
    timestamp: stamp(ms),
    receiveTimestamp: stamp(ms + 800),
    textPayload: text,
  };
}
