/**
 * A value that is there, or comes later. Where a promise is dear (functions-framework runs a request
 * in a `node:domain`, whose hooks see each of them), what is known already is answered without one.
 */
export type MaybePromise<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is there, else when it comes. */
export function follow<Value, Next>(
  soon: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Next>,
): MaybePromise<Next> {
  return soon instanceof Promise ? soon.then(next) : next(soon);
}
