import {writeFile} from 'node:fs/promises';
import {Agent} from 'node:http';
import {join} from 'node:path';
import {freePort} from '../../lib/served.ts';
import {stall} from '../event.ts';
import {placeOf} from '../fleets.ts';
import {findProgram, toldVersion} from './installed.ts';
import {postJson} from './post-json.ts';
import {spawned} from './spawned.ts';
import type {Peer} from './subject.ts';

const named = {id: 'alertmanager', name: 'Alertmanager'};

/**
 * Prometheus Alertmanager with a Slack receiver. Its own way would be to wait and to group; here each alert is told by
 * itself and at once (`group_by: ['...']`, `group_wait: 0s`), because that is the fastest that it can.
 */
export const alertmanager: Peer = {
  ...named,
  install: 'apt-get install prometheus-alertmanager',
  async find() {
    const program = await findProgram(['prometheus-alertmanager', 'alertmanager']);
    if (program === undefined) return undefined;
    return {
      ...named,
      version: toldVersion(program),
      asksGoogle: false,
      async start({url, folder, before}) {
        const config = join(folder, 'alertmanager.yml');
        // YAML is a superset of JSON.
        await writeFile(config, JSON.stringify(configFor(`${url}/post`)));
        const port = await freePort();
        const options = [
          `--config.file=${config}`,
          `--storage.path=${join(folder, 'data')}`,
          `--web.listen-address=127.0.0.1:${port}`,
          // Alone: it speaks to no cluster of its kind.
          '--cluster.listen-address=',
        ];
        const agent = new Agent({keepAlive: true});
        return {
          spawned: spawned({command: [...before, program, ...options], folder}),
          send: event => postJson(agent, port, '/api/v2/alerts', alertOf(event)),
        };
      },
    };
  },
};

/** https://prometheus.io/docs/alerting/latest/configuration/ */
function configFor(chat: string): unknown {
  const message = '{{ .CommonLabels.cluster }}: {{ .CommonAnnotations.summary }}';
  return {
    route: {
      receiver: 'chat',
      group_by: ['...'],
      group_wait: '0s',
      group_interval: '5m',
      repeat_interval: '4h',
    },
    receivers: [{name: 'chat', slack_configs: [{api_url: chat, channel: '#bench', text: message}]}],
  };
}

function alertOf(event: number): string {
  const {event: cluster, fleet, location} = placeOf(event);
  const labels = {
    alertname: 'ControlPlaneStalled',
    severity: 'warning',
    project: fleet.id,
    location,
    cluster,
    reason: stall.reason,
  };
  return JSON.stringify([{labels, annotations: {summary: stall.message}}]);
}
