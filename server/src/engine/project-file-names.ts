/** The names of files that say something of a project, those first that pytest asks first. */
export const PROJECT_FILES: readonly string[] = ['pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'];
