import type {HttpFunction} from '@google-cloud/functions-framework';

/**
 * Answers whatever is no delivery (a health check, a browser) without starting anything: 405, or
 * 204 for GET and HEAD, which ask whether somebody is there.
 */
export function onlyPost(deliver: HttpFunction): HttpFunction {
  return (request, response): unknown => {
    if (request.method === 'POST') return deliver(request, response);
    const asks = request.method === 'GET' || request.method === 'HEAD';
    response.set('Allow', 'POST');
    response.status(asks ? 204 : 405).end();
    return undefined;
  };
}
