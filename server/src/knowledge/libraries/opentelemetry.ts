import type { Library } from './library.ts';

export const opentelemetry: Library = {
  packages: ['opentelemetry'],
  decorators: { 'opentelemetry.trace.Tracer.start_as_current_span': 'transparent' },
};
