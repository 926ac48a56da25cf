import {heartbeatLog, heartbeatWord} from '../../../core/poll/heartbeat.ts';
import {isObject} from '../../../core/lib/json.ts';
import type {Pulse} from '../../../core/ports/ports.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {callGoogle, type GoogleDeps} from '../client/call.ts';
import {logging} from '../client/api-clients.ts';

/**
 * Writes heartbeats with Logging v2 entries.write. A repeat does no harm: entries of one log, time
 * and insertId are one.
 * https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/entries/write
 */
export function heartbeatWriter(deps: GoogleDeps): Pulse {
  return {
    beat: (project, at) =>
      callGoogle(
        deps,
        {call: 'logging entries.write', write: false},
        async options => {
          const requestBody = {entries: [entryOf(project, at)]};
          return (await logging()).entries.write({requestBody}, options);
        },
        data => {
          if (!isObject(data)) throw malformed('the answer is no object');
          return {kind: 'accepted'};
        },
      ),
  };
}

/** The dry-run twin: what would be written, and nothing to write it with. */
export const dryRunHeartbeatWriter: Pulse = {
  beat(project, at) {
    const {logName} = entryOf(project, at);
    const request = `POST https://logging.googleapis.com/v2/entries:write (${logName})`;
    return Promise.resolve({kind: 'recorded', request});
  },
};

/** The label `project_id` is what the sink's filter is narrowed by. */
function entryOf(project: string, at: number) {
  const beat = new Date(at).toISOString();
  return {
    logName: `projects/${project}/logs/${heartbeatLog}`,
    resource: {type: 'global', labels: {project_id: project}},
    severity: 'INFO',
    timestamp: beat,
    insertId: `beat-${at}`,
    jsonPayload: {heartbeat: heartbeatWord, beat},
  };
}
