import { http } from '../blocking/http.ts';
import type { Library } from './library.ts';

export const feedparser: Library = {
  packages: ['feedparser'],
  blocking: {
    'feedparser.parse': {
      ...http,
      fetches: { from: { position: 0, name: 'url_file_stream_or_string' }, what: 'address' },
    },
  },
};
