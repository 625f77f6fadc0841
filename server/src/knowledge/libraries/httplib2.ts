import { http } from '../blocking/http.ts';
import type { Library } from './library.ts';

export const httplib2: Library = {
  packages: ['httplib2'],
  blocking: { 'httplib2.Http.request': http },
};
