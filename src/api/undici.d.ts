// The parts of undici that are imported from their own files. Its index is never loaded: it fills process-wide slots
// that every other extension's `fetch` uses, and is ten times the size.

declare module 'undici/lib/dispatcher/dispatcher.js' {
  import { Dispatcher } from 'undici';
  export = Dispatcher;
}

declare module 'undici/lib/handler/wrap-handler.js' {
  import { Dispatcher } from 'undici';

  /** A handler in either of undici's two forms, seen in the newer one. */
  const WrapHandler: { wrap(handler: Dispatcher.DispatchHandler): Required<Dispatcher.DispatchHandler> };
  export = WrapHandler;
}

declare module 'undici/lib/core/errors.js' {
  import { errors } from 'undici';
  export = errors;
}

declare module 'undici/lib/api/api-request.js' {
  import { Dispatcher } from 'undici';

  /** What undici's index hangs on its dispatchers as their method `request`. */
  function request(this: Dispatcher, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>;
  export = request;
}
