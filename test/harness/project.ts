import type { ChunkView } from '../../server/src/project/model/chunk-view.ts';
import { createProject } from '../../server/src/project/model/create-project.ts';
import { chunkView } from '../../server/src/project/model/view.ts';
import type { Project } from '../../server/src/project/names/project.ts';
import { createDurabilities } from '../../server/src/workspace/durabilities.ts';
import { createFileSettings } from '../../server/src/workspace/file-settings.ts';
import { createModuleNames } from '../../server/src/workspace/module-names.ts';
import { projectFiles } from '../../server/src/workspace/project-files.ts';
import { createSourceFiles } from '../../server/src/workspace/source-files.ts';
import { testGrammar } from './grammar.ts';
import { FOLDER, testLibrary } from './workspace.ts';

export interface TestProject {
  readonly project: Project;
  /** The views of a file's chunks, in order. */
  views(path: string): readonly ChunkView[];
}

/** A project of these files, by path, without rules and settings. */
export async function testProject(files: Readonly<Record<string, string>>): Promise<TestProject> {
  const sources = createSourceFiles(await testGrammar());
  const settings = createFileSettings();
  const modules = createModuleNames(() => [FOLDER]);
  const library = await testLibrary();
  const project = createProject(
    projectFiles({
      ...{ sources, settings, modules, library },
      durabilities: createDurabilities(),
      installed: () => undefined,
      defaultPython: [3, 13],
    }),
  );
  for (const [path, text] of Object.entries(files)) {
    sources.put(`${FOLDER}/${path}`, text);
    modules.add(`${FOLDER}/${path}`);
  }
  const texts = { chunkText: (id: number) => (sources.chunk(id) ?? library.chunk(id))?.text ?? '' };
  return {
    project,
    views: (path) =>
      sources.chunks(`${FOLDER}/${path}`).flatMap(({ id }) => chunkView(project, texts, `${FOLDER}/${path}`, id) ?? []),
  };
}
