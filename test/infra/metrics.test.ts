import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {jsonLog} from '../../functions/adapters/log.ts';
import {at, isObject, textAt} from '../../functions/core/lib/json.ts';
import {runUntilSettled} from '../../functions/engine/operate/sweep.ts';
import {receive} from '../support/drive.ts';
import {gatewayEntry} from '../support/entries.ts';
import {fleet, rig} from '../support/fakes.ts';
import {objectOf, textOf} from './files.ts';
import {logLines} from './log-lines.ts';
import {faultsOf} from './type-check.ts';

const metrics = objectOf('infra/metrics.json');
const alerts = objectOf('infra/alerts.json');
const dashboard = objectOf('infra/dashboard.json');
const lines = logLines();

/** The fields of a line that a metric takes: labels, conditions, its value. */
function fieldsOf(metric: unknown): readonly string[] {
  const [labels, where, value] = ['labels', 'where', 'value'].map(name => at(metric, name));
  return [
    ...(isObject(labels) ? Object.values(labels).map(String) : []),
    ...(isObject(where) ? Object.keys(where) : []),
    ...(typeof value === 'string' ? [value] : []),
  ];
}

describe('metrics', () => {
  for (const [name, metric] of Object.entries(metrics)) {
    it(`${name} counts a line that the code writes, with fields that it has`, () => {
      const message = textAt(metric, 'message');
      const found = lines.filter(one => one.message === message);
      assert.ok(found.length > 0, `nothing writes ${JSON.stringify(message)}`);
      for (const field of fieldsOf(metric)) {
        const [first = ''] = field.split('.');
        assert.ok(
          found.some(one => one.fields.includes(first)),
          `no line ${JSON.stringify(message)} has the field ${first}`,
        );
      }
    });
  }

  it('find a word for each label in what the responder logs on its way', async () => {
    const written: string[] = [];
    const {deps, world} = await rig('auto', {log: jsonLog(line => written.push(line))});
    world.disable(fleet.id);
    await receive(deps, gatewayEntry(), gatewayEntry({number: '812345678901'}));
    await runUntilSettled(deps);
    const logged = written.map((line): unknown => JSON.parse(line));
    const met = Object.entries(metrics).flatMap(([name, metric]) => {
      const message = `mesh-responder: ${textAt(metric, 'message')}`;
      const labels = at(metric, 'labels');
      const paths = isObject(labels) ? Object.values(labels).map(String) : [];
      const found = logged.filter(one => textAt(one, 'message') === message);
      for (const [line, path] of found.flatMap(one => paths.map(path => [one, path] as const))) {
        const word = textAt(line, 'responder', ...path.split('.'));
        assert.match(word ?? '', /^[\w-]+$/, `${name}: ${path} in ${JSON.stringify(line)}`);
      }
      return found.length > 0 ? [name] : [];
    });
    for (const one of ['incidents_opened', 'incidents_moved', 'changes', 'outside']) {
      assert.ok(met.includes(one), one);
    }
  });

  it('look where the log puts message and fields', () => {
    const written: string[] = [];
    jsonLog(line => written.push(line)).info('incident moved', {to: 'resolved'});
    const line: unknown = JSON.parse(written.join(''));
    assert.equal(textAt(line, 'message'), 'mesh-responder: incident moved');
    assert.equal(textAt(line, 'responder', 'to'), 'resolved');
    const text = textOf('infra/metrics.tf');
    assert.ok(text.includes('jsonPayload.message=\\"mesh-responder: ${one.message}\\"'));
    assert.ok(text.includes('EXTRACT(jsonPayload.responder.${field})'));
  });

  it('are what alerts and objective are about', () => {
    const counted = Object.values(alerts).flatMap(one => textAt(one, 'counts') ?? []);
    assert.ok(counted.length > 0);
    for (const one of counted) assert.ok(one in metrics, `there is no metric ${one}`);
    const named = [...textOf('infra/slo.tf').matchAll(/local\.metrics\.(\w+)/g)];
    assert.ok(named.length > 0);
    for (const [, one = ''] of named) assert.ok(one in metrics, `there is no metric ${one}`);
  });

  it('wake somebody for what keeps the responder from its work', () => {
    const watched = Object.values(alerts).map(one => [
      (textAt(one, 'counts') ?? textAt(one, 'metric') ?? '').split('/').at(-1),
      at(one, 'above') ?? at(one, 'missing_counts'),
    ]);
    for (const one of [
      ['num_undelivered_messages', 0],
      ['oldest_unacked_message_age', 300],
      ['sweeps', true],
      ['announcements_failed', 2],
      ['breakers_opened', 0],
    ]) {
      assert.ok(
        watched.some(each => each.join() === one.join()),
        one.join(' '),
      );
    }
  });

  it('group alerts by labels that they have', () => {
    for (const [name, alert] of Object.entries(alerts)) {
      const metric = metrics[textAt(alert, 'counts') ?? ''];
      const groups = JSON.stringify(at(alert, 'group_by')).matchAll(/metric\.label\.(\w+)/g);
      for (const [, label = ''] of groups) {
        assert.ok(at(metric, 'labels', label) !== undefined, `${name} groups by ${label}`);
      }
    }
  });
});

describe('the dashboard', () => {
  it('is one that the Monitoring API takes', () => {
    const module = 'googleapis/build/src/apis/monitoring/v1.js';
    const type = 'api.monitoring_v1.Schema$Dashboard';
    assert.deepEqual(faultsOf(dashboard, module, type), []);
    const wrong = {...dashboard, mosaicLayout: {columns: 48, tile: []}};
    assert.equal(faultsOf(wrong, module, type).length, 1);
  });

  it('shows metrics that there are, by labels that they have', () => {
    const text = JSON.stringify(dashboard);
    const shown = [...text.matchAll(/user\/\$\{name\}\/(\w+)/g)].map(([, one = '']) => one);
    assert.ok(shown.length > 0);
    for (const one of shown) assert.ok(one in metrics, `no metric ${one}`);
    for (const query of text.match(/\{"timeSeriesFilter":.*?\]\}|\{"timeSeriesFilter":.*?\}\}/g) ??
      []) {
      const [, name = ''] = /user\/\$\{name\}\/(\w+)/.exec(query) ?? [];
      if (name === '') continue;
      for (const [, label = ''] of query.matchAll(/metric\.label\.(\w+)/g)) {
        assert.ok(at(metrics, name, 'labels', label) !== undefined, `${name} has no ${label}`);
      }
    }
  });

  it('shows every metric, or an alert watches it', () => {
    const text = JSON.stringify(dashboard) + JSON.stringify(alerts);
    for (const one of Object.keys(metrics)) assert.match(text, new RegExp(`\\b${one}\\b`));
  });

  it('has names to put in that Terraform knows', () => {
    const wanted = [...textOf('infra/dashboard.json').matchAll(/(?<!\$)\$\{(\w+)\}/g)];
    const given = [...textOf('infra/dashboard.tf').matchAll(/^ {4}(\w+)\s+= /gm)];
    assert.deepEqual(
      [...new Set(wanted.map(([, one]) => one))].sort(),
      given.map(([, one]) => one).sort(),
    );
  });
});
