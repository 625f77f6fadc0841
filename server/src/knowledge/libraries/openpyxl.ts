import type { Library } from './library.ts';

export const openpyxl: Library = {
  packages: ['openpyxl'],
  blocking: { 'openpyxl.load_workbook': { rule: 'blocking-call' } },
};
