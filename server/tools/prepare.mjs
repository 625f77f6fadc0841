/**
 * What npm does before it packs, and with a package that it gets from a repository, as pre-commit does: the bundles are
 * built. For `npm install -g`, npm then has installed none of what that needs.
 */
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/tsx')) execSync('npm ci --global=false --ignore-scripts', { stdio: 'inherit' });
execSync('npm run build', { stdio: 'inherit' });
