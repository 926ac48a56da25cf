import type {HttpFunction} from '@google-cloud/functions-framework';

/**
 * Shows incidents to people, and hands what they answer to `interact`. It reads the stores and changes nothing: who looks is
 * who Identity-Aware Proxy says, and where nobody says it, it only shows.
 */
const pages: HttpFunction = async (request, response) => {
  // It was refused before its body was read (request-fence.ts).
  if (response.writableEnded) return;
  // Loaded with the first page: no other function serves any.
  const {consoleStarted} = await import('./wiring/serving/console-instance.ts');
  const serve = await consoleStarted();
  await serve(request, response);
};

export {pages as console};
