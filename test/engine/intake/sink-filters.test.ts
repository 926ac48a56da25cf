import assert from 'node:assert/strict';
import fc from 'fast-check';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import type {Project} from '../../../functions/core/config/settings.ts';
import {inScope, longestClause} from '../../../functions/engine/intake/allow-list.ts';
import {projectGroups, sinkFilters} from '../../../functions/engine/intake/sink-filters.ts';
import {compile} from '../../../functions/filter/compile.ts';
import {longestQuery, parse} from '../../../functions/filter/parse.ts';
import {runbooks} from '../../../functions/runbooks/index.ts';
import {receive} from '../../support/drive.ts';
import {unboundEntry} from '../../support/entries.ts';
import {assertSpoken, rig} from '../../support/fakes.ts';

afterEach(assertSpoken);

const manifests = runbooks.map(one => one.manifest);
/** The shortest filter there can be: it passes everything, so that what is asked is the projects alone. */
const open = [{id: 'open', filter: 'severity>=DEFAULT'}];

const name = fc.stringMatching(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/);
const names = (most: number) =>
  fc.option(fc.uniqueArray(name, {minLength: 1, maxLength: most}), {nil: undefined, freq: 8});

/** Shapes of lists of 1 to 3,000 projects; few random choices stand for many, so that a run and its failure are short. */
const shapes = fc.record({
  count: fc.oneof(fc.integer({min: 1, max: 30}), fc.integer({min: 300, max: 3_000})),
  stem: fc.integer({min: 1, max: 22}),
  narrow: fc.array(
    fc.record({at: fc.nat(), locations: names(3), clusters: fc.oneof(names(4), names(200))}),
    {maxLength: 12},
  ),
});

function shaped({
  count,
  stem,
  narrow,
}: typeof shapes extends fc.Arbitrary<infer Shape> ? Shape : never): readonly Project[] {
  const projects = Array.from({length: count}, (_, at): Project => {
    const id = `${'p'.repeat(stem)}-${String(at).padStart(4, '0')}`;
    return {id, number: String(100_000_000 + at), fleet: id};
  });
  for (const {at, locations, clusters} of narrow) {
    const project = projects[at % count];
    if (project === undefined) continue;
    projects[at % count] = {
      ...project,
      ...(locations === undefined ? {} : {locations}),
      ...(clusters === undefined ? {} : {clusters}),
    };
  }
  return projects;
}

function entryOf(labels: Readonly<Record<string, string>>) {
  return {...unboundEntry(), resource: {type: 'k8s_cluster', labels}};
}

describe('sinkFilters', () => {
  it('has room for any list: each filter has at most 20,000 characters, each project stands in one', () => {
    fc.assert(
      fc.property(shapes, shape => {
        const projects = shaped(shape);
        const filters = sinkFilters(manifests, projects);
        for (const {filter, sink} of filters) {
          assert.ok(filter.length <= longestQuery, `${sink}: ${filter.length}`);
        }
        for (const {id} of manifests.filter(one => one.filter !== undefined)) {
          const named = filters.filter(one => one.runbook === id).flatMap(one => one.projects);
          assert.deepEqual(
            named.map(one => one.id),
            projects.map(one => one.id),
          );
        }
        const sinks = filters.map(one => one.sink);
        assert.equal(new Set(sinks).size, sinks.length);
      }),
      {numRuns: 60},
    );
  });

  it('passes together exactly the entries of the list, as intake asks for itself', () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.nat(), {minLength: 1, maxLength: 8}), (shape, picks) => {
        const projects = shaped(shape);
        const passes = sinkFilters(open, projects).map(one =>
          compile(parse(one.filter, {for: 'sink'})),
        );
        const some = picks
          .map(pick => projects[pick % projects.length])
          .filter(one => one !== undefined);
        const last = projects.at(-1);
        for (const project of last === undefined ? some : [...some, last]) {
          const [location = 'us-east1', cluster = 'quay-1'] = [
            project.locations?.[0],
            project.clusters?.[0],
          ];
          const ours = entryOf({project_id: project.id, location, cluster_name: cluster});
          const others = [
            entryOf({project_id: project.id}),
            entryOf({project_id: `${project.id}-2`, location, cluster_name: cluster}),
            entryOf({project_id: project.number}),
            entryOf({location}),
          ];
          const taken = [ours, ...others].map(entry => {
            const exported = passes.filter(pass => pass(entry)).length;
            const viewed = viewEntry(entry);
            assert.ok(viewed !== undefined);
            assert.equal(exported, inScope(viewed, {...settings, projects}) ? 1 : 0);
            return exported;
          });
          assert.deepEqual(taken, [1, 1, 0, 0, 0]);
          // What is narrowed in the list and not in the filter (its clause were too long) intake leaves.
          const elsewhere = viewEntry(entryOf({project_id: project.id, location: 'nowhere-1'}));
          assert.ok(elsewhere !== undefined);
          assert.equal(
            inScope(elsewhere, {...settings, projects}),
            project.locations === undefined || project.locations.includes('nowhere-1'),
          );
        }
      }),
      {numRuns: 40},
    );
  });

  it('is one filter for each runbook as long as all projects fit', () => {
    const projects = listOf(100);
    assert.equal(projectGroups(manifests, projects).length, 1);
    assert.ok(
      sinkFilters(manifests, projects).every(one => one.of === 1 && one.sink === one.runbook),
    );
  });

  it('names the same projects for every runbook, in sinks that are numbered from the second on', () => {
    const filters = sinkFilters(manifests, listOf(2_000));
    const own = filters.filter(one => one.runbook === 'webhook-call-failure');
    assert.deepEqual(
      own.slice(0, 3).map(one => one.sink),
      ['webhook-call-failure', 'webhook-call-failure-2', 'webhook-call-failure-3'],
    );
    for (const {number, of, projects} of filters) {
      assert.equal(of, own.length);
      assert.deepEqual(projects, own[number - 1]?.projects);
    }
  });

  it('leaves the places of a project out whose clause would be too long', () => {
    const clusters = Array.from({length: 400}, (_, at) => `cluster-${at}`);
    const [only] = sinkFilters(open, [
      {id: 'shop-prod', number: '1', fleet: 'shop-prod', clusters},
    ]);
    assert.ok(only !== undefined && only.filter.length < longestClause);
    assert.match(only.filter, /^\(resource\.labels\.project_id="shop-prod"\)$/m);
  });
});

const settings = {mode: 'auto', locale: 'en', chat: {}, store: {}} as const;

function listOf(count: number): readonly Project[] {
  return Array.from({length: count}, (_, at) => {
    const id = `team-${at}-prod`;
    return {id, number: String(100_000_000_000 + at), fleet: id};
  });
}

describe('intake with 2,000 projects', () => {
  it('takes an entry of the last one, and leaves one of nobody', async () => {
    const {deps, queue} = await rig('auto', {}, listOf(2_000));
    const [ours, others] = await receive(
      deps,
      unboundEntry({project: 'team-1999-prod'}),
      unboundEntry({project: 'team-2000-prod'}),
    );
    assert.equal(ours?.kind, 'opened');
    assert.equal(others?.kind, 'suppressed');
    assert.equal(queue.handed.length, 1);
  });
});
