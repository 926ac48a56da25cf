import {type Agent, request} from 'node:http';

/** Posts a JSON text to a port of this machine. @throws Error when it is not taken (another status than 2xx). */
export function postJson(agent: Agent, port: number, path: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {'content-type': 'application/json', 'content-length': Buffer.byteLength(body)};
    const call = request({agent, port, path, host: '127.0.0.1', method: 'POST', headers});
    call.on('error', reject);
    call.on('response', answer => {
      const {statusCode = 0} = answer;
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () => {
        if (statusCode >= 200 && statusCode < 300) resolve();
        else reject(new Error(`${path} answered ${statusCode}`));
      });
    });
    call.end(body);
  });
}
