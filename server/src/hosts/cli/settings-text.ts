import { stringify } from 'smol-toml';
import { TABLE } from '../../engine/pyproject.ts';
import { settingKeys, type SettingName } from '../../engine/settings-keys.ts';
import type { Settings } from '../../engine/settings.ts';

/** Settings as a table of pyproject.toml; those that nobody has set and that have no default are left out. */
export function settingsAsToml(settings: Settings): string {
  const table = Object.fromEntries(
    (Object.keys(settingKeys) as SettingName[]).flatMap((name) => {
      const value = settings[name];
      return value === undefined ? [] : [[settingKeys[name].toml, written(name, settings)]];
    }),
  );
  const [tool, own] = TABLE;
  return `${stringify({ [tool]: { [own]: table } }).trim()}\n`;
}

function written(name: SettingName, settings: Settings): unknown {
  switch (name) {
    case 'exclude':
    case 'relaxedPaths':
      return settings[name].map(({ glob }) => glob);
    case 'perFileIgnores':
      return Object.fromEntries(settings.perFileIgnores.map(({ files, rules }) => [files.glob, rules]));
    case 'python':
      return settings.python?.join('.');
    default:
      return settings[name];
  }
}
