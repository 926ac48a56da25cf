import assert from 'node:assert/strict';
import {
  eventIn,
  eventName,
  fleetsFor,
  perFleet,
  placeOf,
  placesIn,
} from '../../../bench/peers/fleets.ts';

describe('the fleets of the bench', () => {
  it('give each event a cluster of its own, forty to a fleet', () => {
    const events = Array.from({length: 3 * perFleet}, (_, event) => placeOf(event));
    assert.equal(new Set(events.map(one => one.event)).size, events.length);
    const fleets = fleetsFor(events.length);
    assert.deepEqual(
      fleets.flatMap(one => placesIn(one.id)),
      events,
    );
    for (const one of fleets) assert.equal(placesIn(one.id).length, perFleet);
  });

  it('have room for a last event that begins a fleet', () => {
    const fleets = fleetsFor(perFleet + 1);
    assert.ok(fleets.some(one => one.id === placeOf(perFleet).fleet.id));
  });

  it('know an event by what is said of it', () => {
    assert.equal(eventIn(`{"text":"*${eventName(42)}* has stalled"}`), eventName(42));
    assert.equal(eventIn('prev-000421, ev-1'), undefined);
  });
});
