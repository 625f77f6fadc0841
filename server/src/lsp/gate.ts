import { ErrorCodes, Message, type MessageStrategy, type RequestMessage } from 'vscode-languageserver';

/**
 * Lets in what the protocol allows at each time of a connection's life: one `initialize` first, nothing but `exit` behind
 * `shutdown`. What the client says while the workspace is being opened, which takes longer than the answer to `initialize`,
 * is held back and comes in the order in which it was said.
 */
export interface Gate extends MessageStrategy {
  /** The client has its answer: all it says from now on waits for `open`. */
  initialized(): void;
  open(): void;
}

/** Answered with an error by the handler of this method, which no client sends. */
export const REFUSED = 'asyncPitfalls/refused';

export interface Refusal {
  readonly code: number;
  readonly message: string;
}

type Stage = 'new' | 'opening' | 'open' | 'shut down';

export function createGate(): Gate {
  const held: (() => unknown)[] = [];
  let stage: Stage = 'new';

  const handleMessage: MessageStrategy['handleMessage'] = (message, next) => {
    if (Message.isResponse(message)) return next(message);
    if (stage === 'opening' && !isInitialize(message)) {
      held.push(() => handleMessage(message, next));
      return;
    }
    const refusal = refusalOf(message, stage);
    if (refusal !== undefined) return Message.isRequest(message) ? next(refused(message, refusal)) : undefined;
    if (isInitialize(message)) return next(withCapabilities(message));
    if (Message.isRequest(message) && message.method === 'shutdown') stage = 'shut down';
    return next(message);
  };

  return {
    handleMessage,
    initialized() {
      stage = 'opening';
    },
    open() {
      stage = 'open';
      for (const letIn of held.splice(0)) letIn();
    },
  };
}

/** Why the protocol does not allow the message; notifications of this kind are dropped. */
function refusalOf(message: Message, stage: Stage): Refusal | undefined {
  if (Message.isNotification(message) && message.method === 'exit') return undefined;
  if (stage === 'shut down') return { code: ErrorCodes.InvalidRequest, message: 'The server was shut down.' };
  if (stage !== 'new' && isInitialize(message))
    return { code: ErrorCodes.InvalidRequest, message: 'The server is initialized already.' };
  if (stage === 'new' && !isInitialize(message))
    return { code: ErrorCodes.ServerNotInitialized, message: 'The server is not initialized yet.' };
  return undefined;
}

const isInitialize = (message: Message): message is RequestMessage =>
  Message.isRequest(message) && message.method === 'initialize';

const refused = ({ jsonrpc, id }: RequestMessage, refusal: Refusal): RequestMessage => ({
  jsonrpc,
  id,
  method: REFUSED,
  params: refusal,
});

/** A client that names no capabilities has none. */
function withCapabilities(message: RequestMessage): RequestMessage {
  const params = message.params as { readonly capabilities?: object | null } | undefined;
  return { ...message, params: { ...params, capabilities: params?.capabilities ?? {} } };
}
