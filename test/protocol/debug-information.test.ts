import { expect, test } from 'vitest';
import { version } from '../../package.json';
import { bundledClient } from './clients.ts';
import { temporaryProject } from './temporary-project.ts';

test('the output and a report tell what decides about the findings', async () => {
  const project = temporaryProject({
    'app.py': '',
    'package/other.py': '',
    'pyproject.toml': '[tool.async-pitfalls]\npython = "3.10"\n',
    '.venv/pyvenv.cfg': 'version = 3.12.4\n',
  });
  const client = await bundledClient();
  client.settings = () => ({ cache: 'off', ignore: ['blocking-slep'] });
  await client.initialize({ workspaceFolders: [{ uri: project.uri, name: 'project' }] });
  await client.until(() => client.logs.find((line) => line.startsWith('Cache: ')));
  const told = [
    `Async Pitfalls ${version} on Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `Folder ${project.uri}: 2 Python files`,
    expect.stringMatching(/^ {2}Python 3\.10, interpreter not chosen, packages of .*\.venv$/),
    `Settings files: ${project.uriOf('pyproject.toml')}`,
    'Open documents: 0',
    'Cache: off',
  ] as unknown[];
  expect(client.logs).toEqual(expect.arrayContaining(told));
  const report = await client.connection.sendRequest<string>('asyncPitfalls/debugInformation', {});
  expect(report.split('\n')).toEqual([
    ...told,
    'Settings of the editor:',
    `${project.uri}: {"cache":"off","ignore":["blocking-slep"]}`,
    expect.stringContaining('there is no rule `blocking-slep`'),
    expect.stringContaining('there is no rule `blocking-slep`'),
  ]);
});
