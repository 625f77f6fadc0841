import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: '`aiodocker`' } };

export const docker: Library = {
  packages: ['docker'],
  blocking: joinTables(
    under('docker', 'from_env', call),
    underEach(['docker.from_env.containers', 'docker.DockerClient.containers'], 'run list get create prune', call),
    underEach(['docker.from_env.images', 'docker.DockerClient.images'], 'pull build list get push remove', call),
  ),
};
