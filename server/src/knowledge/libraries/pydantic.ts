import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const pydantic: Library = {
  packages: ['pydantic'],
  fieldDecorators: { 'pydantic.dataclasses.dataclass': true },
  fieldBases: { 'pydantic.BaseModel': 'by name' },
  decorators: joinTables(
    under('pydantic', 'validate_call', 'transparent'),
    under('pydantic', 'field_validator model_validator field_serializer model_serializer', 'calls-plainly'),
  ),
};
