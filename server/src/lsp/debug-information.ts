import { inEachLanguage, localized, type Localized } from '../text/localized.ts';
import { methods } from './protocol.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** What decides about the findings here, in the words that somebody who helps would ask for. */
function debugInformation({ host, workspace, documents }: Session): readonly Localized[] {
  const { version, runtime, cacheFolder } = host.about();
  const { folders, settingsFiles } = workspace.about();
  return [
    texts.about(version, runtime),
    ...folders.flatMap(({ uri, files, python, interpreter, packages }) => [
      texts.folder(uri, files),
      texts.python(python, interpreter ?? texts.notChosen, packages ?? texts.noInstallation),
    ]),
    texts.settingsFiles(settingsFiles.length > 0 ? settingsFiles.join(', ') : texts.none),
    texts.documents(documents.all().length),
    texts.cache(cacheFolder ?? texts.off),
  ];
}

const texts = {
  about: localized({
    en: (version: string, runtime: string) => `Async Pitfalls ${version} on ${runtime}`,
    'zh-cn': (version, runtime) => `Async Pitfalls ${version}，运行于 ${runtime}`,
  }),
  folder: localized({
    en: (uri: string, files: number) => `Folder ${uri}: ${String(files)} Python files`,
    'zh-cn': (uri, files) => `文件夹 ${uri}：${String(files)} 个 Python 文件`,
  }),
  python: localized({
    en: (python: string, interpreter: string, packages: string) =>
      `  Python ${python}, interpreter ${interpreter}, packages of ${packages}`,
    'zh-cn': (python, interpreter, packages) => `  Python ${python}，解释器：${interpreter}，已安装的包：${packages}`,
  }),
  notChosen: { en: 'not chosen', 'zh-cn': '未选择' },
  noInstallation: { en: 'no installation', 'zh-cn': '没有找到' },
  settingsFiles: localized({
    en: (files: string) => `Settings files: ${files}`,
    'zh-cn': (files) => `设置文件：${files}`,
  }),
  none: { en: 'none', 'zh-cn': '无' },
  documents: localized({
    en: (count: number) => `Open documents: ${String(count)}`,
    'zh-cn': (count) => `打开的文档：${String(count)}`,
  }),
  cache: localized({ en: (folder: string) => `Cache: ${folder}`, 'zh-cn': (folder) => `缓存：${folder}` }),
  off: { en: 'off', 'zh-cn': '已关闭' },
  settings: { en: 'Settings of the editor:', 'zh-cn': '编辑器的设置：' },
};

/** Tells the output at the start, and our own client for its command `asyncPitfalls.copyDebugInformation`. */
export function registerDebugInformation(session: Session): void {
  const { connection, workspace, readiness, client } = session;
  connection.onRequest(
    methods.debugInformation,
    safeRequest(connection, 'debugInformation', '', async () => {
      await readiness.reached();
      const settings = workspace
        .about()
        .folders.map(({ uri, settings: own }) => inEachLanguage(() => `${uri}: ${JSON.stringify(own)}`));
      const problems = workspace.settingsProblems().map(({ message }) => message);
      const all = [...debugInformation(session), texts.settings, ...settings, ...problems];
      return all.map((line) => line[client.language]).join('\n');
    }),
  );
}

export function logStart(session: Session): void {
  for (const line of debugInformation(session)) session.log.info(line);
}
