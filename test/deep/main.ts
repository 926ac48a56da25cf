import {forgePresses, forgeSignatures, forgeTokens, stand} from './forgeries.ts';

/** Forges 100,000 requests, or as many as the first argument says; the second is the seed. */
const [total = '100000', seed = '1'] = process.argv.slice(2);
const count = Number(total);
const began = Date.now();
const parts = [
  ['signatures', forgeSignatures, 0.4],
  ['tokens', forgeTokens, 0.3],
  ['presses', forgePresses, 0.3],
] as const;
let tried = 0;
let accepted = 0;
for (const [name, forge, share] of parts) {
  const done = await forge(await stand(), Math.round(count * share), Number(seed));
  console.log(`${name}=${done.tried} accepted=${done.accepted.length}`);
  for (const one of done.accepted.slice(0, 10)) console.log(`  ${one}`);
  tried += done.tried;
  accepted += done.accepted.length;
}
console.log(`seed=${seed} seconds=${Math.round((Date.now() - began) / 1000)}`);
console.log(`forged=${tried} accepted=${accepted}`);
process.exitCode = accepted === 0 ? 0 : 1;
