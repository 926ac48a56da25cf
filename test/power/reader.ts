import {seeded} from '../deep/random.ts';
import {openFile, pause, safelyOutside} from './front-door.ts';

// A process that writes nothing and says what it has found of others: `reader.ts PATH LOOKS SEED`. It ends as if it was killed,
// so that its end brings nothing to the disk.
const [, , path = '', looks = '', seed = ''] = process.argv;
const random = seeded(Number(seed));
const {store} = await openFile(path);
const channel = safelyOutside(store);
const told = new Map<string, number>();
for (let look = 0; look < Number(looks); look += 1) {
  const fresh = (await store.all()).filter(({id, version}) => told.get(id) !== version);
  await channel.acknowledge(fresh.map(({id, version}) => ({kind: 'incident', name: id, version})));
  for (const {id, version} of fresh) told.set(id, version);
  await pause(random);
}
process.kill(process.pid, 'SIGKILL');
