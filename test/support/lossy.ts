import {loopback} from './loopback.ts';

/** A way to a server on which requests and answers get lost. */
export interface Lossy {
  /** `HOST:PORT`. */
  readonly host: string;
  /** How many answers to commits did not arrive. */
  readonly lost: () => number;
  close(): void;
}

/**
 * Carries requests to the server at `HOST:PORT`. Of every seven commits the second gets no answer
 * although it was made, the fourth never arrives, the fifth is made twice, and the sixth is made and
 * called a failure.
 */
export async function lossy(target: string): Promise<Lossy> {
  let commits = 0;
  let lost = 0;
  const server = await loopback((response, {method, url, headers, body}) => {
    const carry = async (): Promise<void> => {
      const {authorization = ''} = headers;
      const sent = {authorization, 'content-type': 'application/json'};
      const send = () => fetch(`http://${target}${url}`, {method, headers: sent, body});
      const turn = url.endsWith(':commit') ? (commits += 1) % 7 : 0;
      if ([2, 4, 6].includes(turn)) lost += 1;
      if (turn === 4) {
        response.destroy();
        return;
      }
      if (turn === 5) await (await send()).arrayBuffer();
      const answer = await send();
      const text = await answer.text();
      if (turn === 2) response.destroy();
      else response.writeHead(turn === 6 ? 503 : answer.status).end(turn === 6 ? '{}' : text);
    };
    carry().catch(() => response.destroy());
  });
  return {
    host: server.origin.replace('http://', ''),
    lost: () => lost,
    close() {
      server.close();
    },
  };
}
