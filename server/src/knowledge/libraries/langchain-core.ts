import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`ainvoke()`') };

export const langchainCore: Library = {
  packages: ['langchain_core'],
  blocking: underEach(
    ['langchain_core.language_models.chat_models.BaseChatModel', 'langchain_core.language_models.llms.BaseLLM'],
    'invoke',
    call,
  ),
};
