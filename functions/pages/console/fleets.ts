import type {FleetSeen, SeenMembership} from '../../core/poll/fleet-seen.ts';
import type {State} from '../../core/incident/reason.ts';
import {html, type Html, nothing} from '../html.ts';
import {stateShape, verdict} from './marks.ts';
import {exports} from './parts.ts';
import {phrase} from './texts.ts';
import {age, span, type Tongue} from './tongue.ts';

/** An open incident of a place, in a word. */
export interface Sign {
  readonly id: string;
  readonly state: State;
}

/** A project of a fleet. */
export interface FleetProject {
  readonly id: string;
  readonly number: string;
  readonly mode: string;
  readonly heartbeat: string;
  readonly incidents: readonly Sign[];
}

/** A fleet, as the last poll read it and as its incidents stand. */
export interface FleetView {
  readonly id: string;
  readonly number: string;
  readonly seen: FleetSeen;
  readonly projects: readonly FleetProject[];
  /** APIs that were read, the same columns for all of its projects. */
  readonly apis: readonly string[];
  /** The open incidents of a membership, by `LOCATION/NAME`. */
  readonly incidents: ReadonlyMap<string, readonly Sign[]>;
}

/** Healthy, waiting for something or lacking it, broken, or not known. */
type Health = 'yes' | 'wait' | 'no' | 'unknown';

/** What the API's own words come to. */
export function healthOf(word: string): Health {
  switch (word) {
    case 'ACTIVE':
    case 'MANAGEMENT_AUTOMATIC':
    case 'ENABLED':
      return 'yes';
    case 'STALLED':
    case 'DEGRADED':
    case 'DISABLED':
      return 'no';
    case '':
    case 'UNKNOWN':
    case 'LIFECYCLE_STATE_UNSPECIFIED':
      return 'unknown';
    default:
      return 'wait';
  }
}

/** The page of all fleets. */
export function fleetsPage(tongue: Tongue, fleets: readonly FleetView[]): Html {
  const {say} = tongue;
  return html`<div class="head">
      <h1>${say(phrase('console.nav.fleets'))}</h1>
      ${exports(tongue, {JSON: '/fleets.json'})}
    </div>
    <p class="explains">
      ${say(phrase('console.fleets.how'))}
      <span class="key">${verdict('yes', '')} ${say(phrase('console.health.yes'))}</span>
      <span class="key wait">${verdict('wait', '')} ${say(phrase('console.health.wait'))}</span>
      <span class="key bad">${verdict('no', '')} ${say(phrase('console.health.no'))}</span>
      <span class="key">${verdict('unknown', '')} ${say(phrase('console.health.unknown'))}</span>
    </p>
    <div id="fleets" data-part>${fleets.map(one => fleetOf(tongue, one))}</div>`;
}

function fleetOf(tongue: Tongue, view: FleetView): Html {
  const {say} = tongue;
  const {seen} = view;
  const ill = seen.memberships.filter(one => !isHealthy(one)).length;
  return html`<section class="fleet" aria-labelledby="fleet-${view.id}">
    <div class="title">
      <h2 id="fleet-${view.id}">${say(phrase('console.fleet', {id: view.id}))}</h2>
      <code>${view.number}</code>
      <span
        >${say(phrase('console.fleet.memberships', {count: seen.count}))}${
          ill === 0
            ? nothing
            : html`, <b class="wait">${say(phrase('console.fleet.ill', {count: ill}))}</b>`
        }</span
      >
      <span class="label when"
        >${
          seen.readAt === undefined
            ? say(phrase('console.fleet.unread'))
            : html`${say(phrase('console.sum.polled'))} ${age(tongue, seen.readAt)}`
        }</span
      >
    </div>
    ${projectsOf(tongue, view)}
    ${
      seen.mesh === 'not-enabled'
        ? html`<p class="wait">${say(phrase('console.fleet.no-mesh'))}</p>`
        : nothing
    }
    ${
      seen.unreachable.length === 0
        ? nothing
        : html`<p class="wait">
            ${say(phrase('console.fleet.unreachable', {locations: seen.unreachable.join(', ')}))}
          </p>`
    }
    ${seen.memberships.length === 0 ? nothing : membershipsOf(tongue, view)}
    ${
      seen.count > seen.memberships.length
        ? html`<p class="quiet">
            ${say(phrase('console.fleet.more', {count: seen.count - seen.memberships.length}))}
          </p>`
        : nothing
    }
  </section>`;
}

function projectsOf(tongue: Tongue, {id, projects, apis, seen}: FleetView): Html {
  const {say} = tongue;
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label="${say(phrase('console.fleet.projects', {id}))}"
  >
    <table class="dense">
      <caption class="unseen">
        ${say(phrase('console.fleet.projects', {id}))}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say(phrase('console.project'))}</th>
          ${apis.map(one => html`<th scope="col">${shortApi(one)}</th>`)}
          <th scope="col">${say(phrase('console.fleet.agent'))}</th>
          <th scope="col">${say(phrase('console.fleet.heartbeat'))}</th>
          <th scope="col">${say(phrase('console.mode'))}</th>
          <th scope="col">${say(phrase('console.list.id'))}</th>
        </tr>
      </thead>
      <tbody>
        ${projects.map(project => {
          const agent = seen.agents[project.id];
          return html`<tr>
            <th scope="row">${project.id} <code>${project.number}</code></th>
            ${apis.map(one => {
              const service = seen.services[project.id]?.[one];
              return html`<td data-label="${shortApi(one)}">
                ${service === undefined ? unread(tongue) : health(tongue, service.state, service.at)}
              </td>`;
            })}
            <td data-label="${say(phrase('console.fleet.agent'))}">
              ${
                agent === undefined
                  ? unread(tongue)
                  : html`<span class="${agent.bound ? '' : 'bad'}"
                      >${verdict(agent.bound ? 'yes' : 'no', '')}
                      ${say(phrase(agent.bound ? 'console.agent.bound' : 'console.agent.unbound'))}</span
                    >`
              }
            </td>
            <td data-label="${say(phrase('console.fleet.heartbeat'))}">${project.heartbeat}</td>
            <td data-label="${say(phrase('console.mode'))}">
              <span class="tag plain">${project.mode}</span>
            </td>
            <td data-label="${say(phrase('console.list.id'))}">${signs(project.incidents)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function membershipsOf(tongue: Tongue, {id, seen, incidents}: FleetView): Html {
  const {say, now} = tongue;
  const head = [
    'membership',
    'control-plane',
    'data-plane',
    'management',
    'implementation',
  ] as const;
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label="${say(phrase('console.fleet.members-of', {id}))}"
  >
    <table class="dense members">
      <caption class="unseen">
        ${say(phrase('console.fleet.members-of', {id}))}
      </caption>
      <thead>
        <tr>
          ${head.map(one => html`<th scope="col">${say(phrase(`console.fleet.${one}`))}</th>`)}
          <th scope="col" class="number">${say(phrase('console.fleet.unchanged'))}</th>
          <th scope="col">${say(phrase('console.list.id'))}</th>
        </tr>
      </thead>
      <tbody>
        ${seen.memberships.map(
          one =>
            html`<tr>
                <th scope="row">
                  ${one.membership}
                  <small
                    >${[one.project, one.location].filter(part => part !== undefined).join(' · ')}</small
                  >
                </th>
                <td data-label="${say(phrase('console.fleet.control-plane'))}">
                  ${health(tongue, one.controlPlane)}
                </td>
                <td data-label="${say(phrase('console.fleet.data-plane'))}">
                  ${health(tongue, one.dataPlane)}
                </td>
                <td data-label="${say(phrase('console.fleet.management'))}">
                  ${health(tongue, one.management)}
                </td>
                <td data-label="${say(phrase('console.fleet.implementation'))}">
                  <span class="mono quiet">${one.implementation}</span>
                </td>
                <td class="number" data-label="${say(phrase('console.fleet.unchanged'))}">
                  ${span(tongue, now - one.since)}
                </td>
                <td data-label="${say(phrase('console.list.id'))}">
                  ${signs(incidents.get(`${one.location}/${one.membership}`) ?? [])}
                </td>
              </tr>
              ${
                one.conditions.length === 0 || isHealthy(one)
                  ? nothing
                  : html`<tr class="more">
                      <td></td>
                      <td colspan="6">
                        ${one.conditions.map(
                          ({code, details}) => html`<p><code>${code}</code> ${details}</p>`,
                        )}
                      </td>
                    </tr>`
              }`,
        )}
      </tbody>
    </table>
  </div>`;
}

function isHealthy({controlPlane, dataPlane, management}: SeenMembership): boolean {
  return [controlPlane, dataPlane, management].every(one => healthOf(one) === 'yes');
}

const colours = {yes: '', wait: 'wait', no: 'bad', unknown: 'quiet'} as const;

function health(tongue: Tongue, word: string, at?: number): Html {
  const {say} = tongue;
  const kind = healthOf(word);
  const said = verdict(kind, say(phrase(`console.health.${kind}`)));
  const shown =
    word === ''
      ? say(phrase('console.health.unknown'))
      : word.replace(/^MANAGEMENT_(?=AUTOMATIC$)/, '');
  const older = at === undefined || at <= 0 ? '' : new Date(at).toISOString();
  return html`<span class="${colours[kind]} mono" title="${older}">${said} ${shown}</span>`;
}

function unread({say}: Tongue): Html {
  return html`<span class="quiet"
    >${verdict('unknown', '')} ${say(phrase('console.health.unknown'))}</span
  >`;
}

function signs(all: readonly Sign[]): Html {
  return html`${all.map(
    ({id, state}) =>
      html`<span class="sign ${state}"
        >${stateShape(state)} <a href="/incidents/${id}">${id}</a></span
      > `,
  )}`;
}

function shortApi(name: string): string {
  return name.replace(/\.googleapis\.com$/, '');
}
