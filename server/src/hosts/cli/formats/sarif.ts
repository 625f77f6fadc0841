import type { ArtifactLocation, Fix, Log, Notification, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import { repository, version } from '../../../../../package.json';
import { docsUrl } from '../../../engine/docs-url.ts';
import type { FileFix, Finding } from '../../../engine/finding.ts';
import { rulePage } from '../../../rules/rule-page.ts';
import { rules } from '../../../rules/registry.ts';
import type { Language } from '../../../text/localized.ts';
import { fingerprints } from '../fingerprints.ts';
import { placeIn } from '../lines.ts';
import type { Files, Format, Problem } from '../report.ts';
import { toJson } from './json.ts';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<
  Finding['severity'],
  Result.level
>;

/** What code scanning reads: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Format = ({ findings, problems, files }, { language }) => {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const prints = fingerprints(findings, files);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Async Pitfalls',
            semanticVersion: version,
            informationUri: repository.url,
            rules: ids.map((id) => descriptorOf(id, language)),
          },
        },
        // The specification writes the country in capitals.
        language: language.replace(/(?<=-).*/, (country) => country.toUpperCase()),
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map((problem) => notificationOf(problem, language)),
          },
        ],
        results: findings.map((finding, index) => ({
          ...resultOf(finding, files, language),
          ruleIndex: ids.indexOf(finding.rule),
          partialFingerprints: { 'asyncPitfalls/v1': prints[index]! },
        })),
      },
    ],
  };
  return toJson(log);
};

function descriptorOf(id: string, language: Language): ReportingDescriptor {
  const rule = rules.find((each) => each.id === id);
  if (!rule) return { id, helpUri: docsUrl(id, language) };
  const why = rule.docs.why[language];
  return {
    id,
    shortDescription: { text: rule.summary[language] },
    fullDescription: { text: why },
    help: { text: why, markdown: rulePage(rule, language) },
    helpUri: docsUrl(id, language),
    properties: { tags: ['async', rule.category] },
  };
}

function resultOf(finding: Finding, files: Files, language: Language): Result {
  const fixes = finding.fixes().map((fix) => fixOf(fix, files, language));
  return {
    ruleId: finding.rule,
    level: levels[finding.severity],
    message: { text: finding.message[language] },
    locations: [{ physicalLocation: physicalLocation(finding, files) }],
    relatedLocations: finding.related.map((place, id) => ({
      id,
      message: { text: place.message[language] },
      physicalLocation: physicalLocation(place, files),
    })),
    ...(fixes.length > 0 && { fixes }),
  };
}

interface Place {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

const physicalLocation = (place: Place, files: Files): PhysicalLocation => ({
  artifactLocation: { uri: referenceTo(place.uri, files) },
  region: regionOf(place, files),
});

function regionOf(place: Place, files: Files): Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number> {
  const { line, column, endLine, endColumn } = placeIn(files.lines(place.uri), place);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function fixOf({ title, edits }: FileFix, files: Files, language: Language): Fix {
  const uris = [...new Set(edits.map(({ uri }) => uri))];
  return {
    description: { text: title[language] },
    artifactChanges: uris.map((uri) => ({
      artifactLocation: { uri: referenceTo(uri, files) },
      replacements: edits
        .filter((edit) => edit.uri === uri)
        .map((edit) => ({ deletedRegion: regionOf(edit, files), insertedContent: { text: edit.newText } })),
    })),
  };
}

const notificationOf = ({ file, line, reason }: Problem, language: Language): Notification => {
  const artifactLocation: ArtifactLocation = { uri: relativeReference(file) };
  const region = line === undefined ? {} : { region: { startLine: line } };
  return {
    level: 'error',
    message: { text: reason[language] },
    locations: [{ physicalLocation: { artifactLocation, ...region } }],
  };
};

/** What is no file (a stub of the standard library) keeps its uri. */
const referenceTo = (uri: string, files: Files): string =>
  uri.startsWith('file:') ? relativeReference(files.name(uri)) : uri;

const relativeReference = (name: string): string => name.split('/').map(encodeURIComponent).join('/');
