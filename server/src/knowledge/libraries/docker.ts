import type { Library } from './library.ts';

export const docker: Library = {
  packages: ['docker'],
  blocking: { 'docker.from_env': { rule: 'blocking-call', counterpart: { asyncio: '`aiodocker`' } } },
};
