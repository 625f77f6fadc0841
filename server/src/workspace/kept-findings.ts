import type { Source } from '../project/memory/queries.ts';
import { isLocalized, languages } from '../text/localized.ts';
import type { CheckedFile } from './checked-files.ts';

/**
 * What was found in files, with what it was made from: plain data without anything of the machine or the checkout, for another
 * run over the same files or over much the same.
 */
export interface KeptFindings {
  /** All files of the workspace. */
  readonly files: readonly KeptFile[];
  /** The files of installed packages that were looked at. */
  readonly packages: readonly KeptFile[];
  readonly sources: readonly KeptSource[];
  readonly answers: readonly KeptAnswer[];
}

export interface KeptFile {
  readonly file: string;
  readonly digest: string;
}

export interface KeptSource extends Source {
  /** As JSON, of what does not follow from the texts of the files. */
  readonly value?: string;
}

export interface KeptAnswer {
  readonly file: string;
  /** Places in `sources`, in order, each as the distance from the one before. */
  readonly sources: readonly number[];
  /** Places in `packages`. */
  readonly packages: readonly number[];
  readonly checked: CheckedFile;
}

/** Keeps findings and the texts that they are of; see `FactsCache`. */
export interface FindingsCache {
  /** Names a text by its content. */
  digestOf(text: string): string;
  textOf(digest: string): string | undefined;
  keepText(digest: string, text: string): void;
  /** What was kept last of workspaces of this description, whatever has become of it; undefined when there is nothing. */
  load(description: string): unknown;
  keep(description: string, kept: KeptFindings): void;
}

/** Places of rising order, and the distances between them. */
export function distances(places: readonly number[]): readonly number[] {
  return places.map((place, index) => place - (places[index - 1] ?? 0));
}

export function placesAt(distances: readonly number[]): readonly number[] {
  let place = 0;
  return distances.map((distance) => (place += distance));
}

/** Whether data that was kept somewhere has the shape of findings, whatever it was made by. */
export function areFindings(data: unknown): data is KeptFindings {
  return (
    isRecord(data) &&
    isListOf(data.files, isFile) &&
    isListOf(data.packages, isFile) &&
    isListOf(data.sources, isSource) &&
    isListOf(data.answers, (answer) => isRecord(answer) && isAnswer(answer))
  );
}

const isRecord = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

const isListOf = (data: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(data) && data.every(isItem);

const isText = (data: unknown): boolean => typeof data === 'string';
const isCount = (data: unknown): boolean => Number.isSafeInteger(data) && Number(data) >= 0;

const isFile = (data: unknown): boolean => isRecord(data) && isText(data.file) && isText(data.digest);

const isSource = (data: unknown): boolean =>
  isRecord(data) && isText(data.name) && isText(data.key) && (data.value === undefined || isText(data.value));

const isAnswer = ({ file, sources, packages, checked }: Readonly<Record<string, unknown>>): boolean =>
  isText(file) &&
  isListOf(sources, isCount) &&
  isListOf(packages, isCount) &&
  isRecord(checked) &&
  isListOf(checked.syntaxErrors, isRange) &&
  isListOf(checked.tooDeep, isRange) &&
  isListOf(checked.findings, isFinding);

const isRange = (data: unknown): boolean => isRecord(data) && isCount(data.start) && isCount(data.end);

const isTexts = (data: unknown): boolean => isLocalized(data) && languages.every((language) => isText(data[language]));

const isPlace = (data: unknown): boolean => isRange(data) && isText((data as { readonly uri?: unknown }).uri);

const isFinding = (data: unknown): boolean =>
  isRecord(data) &&
  isPlace(data) &&
  [data.rule, data.severity].every(isText) &&
  isTexts(data.message) &&
  isListOf(data.related, (place) => isPlace(place) && isTexts((place as { readonly message?: unknown }).message)) &&
  isListOf(data.fixes, isFix);

const isFix = (data: unknown): boolean =>
  isRecord(data) &&
  isText(data.safety) &&
  isTexts(data.title) &&
  isListOf(data.edits, (edit) => isPlace(edit) && isText((edit as { readonly newText?: unknown }).newText));
