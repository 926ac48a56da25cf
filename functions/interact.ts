import type {HttpFunction} from '@google-cloud/functions-framework';
import {fenced} from './wiring/serving/request-fence.ts';

/**
 * Takes people's clicks from Slack and Google Chat, and their answers at the command. It is open to the internet:
 * what a request says counts once its signature or its token was verified. It writes down what people want, and
 * changes nothing of Google Cloud.
 */
export const interact: HttpFunction = fenced(async (request, response) => {
  // Loaded with the first click: no other function takes any.
  const {interactStarted} = await import('./wiring/serving/interact-instance.ts');
  const door = await interactStarted();
  const {path, rawBody} = request;
  const answer = await door({
    path,
    header: name => request.get(name),
    body: rawBody ?? Buffer.alloc(0),
  });
  response.status(answer.status);
  if (answer.body === undefined) response.end();
  else response.json(answer.body);
});
