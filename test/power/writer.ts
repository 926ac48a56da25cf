import type {Store} from '../../functions/core/ports/ports.ts';
import {answeringSafely} from '../../functions/wiring/open-store.ts';
import {seeded} from '../deep/random.ts';
import {openFile, type Outside, outside, pause, safelyOutside} from './front-door.ts';
import {incidentOf, markOf, shared, type Written} from './writes.ts';

// A process that writes into a store and says so once it is safe: `writer.ts PATH NAME STEPS SEED [WRITES]`. Several writers,
// NAME0, NAME1 …, make so many steps side by side, or go on for ever where STEPS is 0. With WRITES the process kills itself
// right behind that write, whichever writer made it.
const [, , path = '', name = '', steps = '', seed = '', dies = '0'] = process.argv;
const random = seeded(Number(seed));
const stores = await openFile(path);
let writes = 0;

/** Commits first, and waits for the disk before a group of writes is told. */
const waiting = 4;
await Promise.all([
  ...Array.from({length: waiting}, (_, index) =>
    write(`${name}${index}`, stores.store, safelyOutside(stores.store), 0.2),
  ),
  // Each write is safe once it is answered.
  write(`${name}${waiting}`, answeringSafely(stores).store, outside, 1),
]);
await stores.store.close();

/** @param often the share of writes behind which all that was written since the last time is told. */
async function write(writer: string, to: Store, channel: Outside, often: number): Promise<void> {
  let group: Written[] = [];
  const wrote = async (kind: Written['kind'], called: string, version: number): Promise<void> => {
    writes += 1;
    if (writes === Number(dies)) process.kill(process.pid, 'SIGKILL');
    group.push({kind, name: called, version});
    if (random() < often) {
      const told = group;
      group = [];
      await channel.acknowledge(told);
    } else if (random() < 0.3) await pause(random);
  };
  for (let step = 1; steps === '0' || step <= Number(steps); step += 1) {
    await to.create(incidentOf(`${writer}-${step}`, 1));
    await wrote('incident', `${writer}-${step}`, 1);
    await put(to, writer, step);
    await wrote('incident', writer, step);
    await to.setMark(markOf(writer, step));
    await wrote('mark', writer, step);
    await to.quarantine({at: Date.now(), reason: 'power', body: `${writer}-${step}`});
    await wrote('quarantined', `${writer}-${step}`, 1);
    const version = ((await to.read(shared))?.version ?? 0) + 1;
    // Another writer may have come first.
    if (await put(to, shared, version)) await wrote('incident', shared, version);
  }
  await channel.acknowledge(group);
}

async function put(to: Store, id: string, version: number): Promise<boolean> {
  const next = incidentOf(id, version);
  const answer = await (version === 1 ? to.create(next) : to.replace(next));
  return answer === 'created' || answer === 'stored';
}
