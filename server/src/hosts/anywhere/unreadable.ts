import { printable } from './printable.ts';
import { inAllLanguages, localized, LocalizedError, type Localized } from '../../text/localized.ts';

/** Hears of files that could not be read, and why. */
export type OnSkipped = (path: string, reason: Localized) => void;

/** Logs each of those files once. */
export function logSkipped(log: (message: Localized) => void): OnSkipped {
  const told = new Set<string>();
  return (path, reason) => {
    if (told.has(path)) return;
    told.add(path);
    log(texts.skipped(printable(path), reason));
  };
}

/** Why a file or folder could not be read or written, in words. */
export function reasonOf(error: unknown): Localized {
  if (error instanceof LocalizedError) return error.text;
  const { code, message } = error as CodedError;
  return reasons[code ?? ''] ?? inAllLanguages(message);
}

export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes((error as CodedError).code ?? '');

/** As Node says it. */
interface CodedError extends Error {
  readonly code?: string;
}

export const absent = (): Error => Object.assign(new Error(texts.absent.en), { code: 'ENOENT' });
export const isFolder = (): Error => new LocalizedError(texts.folder);
export const notRegular = (): Error => new LocalizedError(texts.notRegular);
export const tooLarge = (byteLimit: number): Error => new LocalizedError(texts.tooLarge(sizeInWords(byteLimit)));

const texts = {
  skipped: localized({
    en: (path: string, reason: string) => `Skipped ${path}: ${reason}.`,
    'zh-cn': (path, reason) => `跳过了 ${path}：${reason}。`,
  }),
  absent: { en: 'there is no such file or folder', 'zh-cn': '没有这个文件或文件夹' },
  denied: { en: 'permission denied', 'zh-cn': '没有权限' },
  folder: { en: 'it is a folder', 'zh-cn': '这是一个文件夹' },
  circle: { en: 'its links go in circles', 'zh-cn': '链接形成了循环' },
  notRegular: { en: 'it is no regular file', 'zh-cn': '这不是普通文件' },
  tooLarge: localized({
    en: (size: string) => `it is larger than ${size}`,
    'zh-cn': (size) => `文件大于 ${size}`,
  }),
};

const reasons: Readonly<Record<string, Localized>> = {
  ENOENT: texts.absent,
  EACCES: texts.denied,
  EPERM: texts.denied,
  ENOTDIR: texts.absent,
  EISDIR: texts.folder,
  ELOOP: texts.circle,
  // What opening a socket gives.
  ENXIO: texts.notRegular,
};

const sizeInWords = (bytes: number): string =>
  bytes >= MIB ? `${String(bytes / MIB)} MiB` : `${String(Math.ceil(bytes / 1024))} KiB`;

const MIB = 1024 * 1024;
