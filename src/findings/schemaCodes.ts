import { DIRECT_APIS } from '../sdk/apis.js';
import { EFFECT_NOTES, ERROR_CODES, KEPT_CODES, MANUAL_CODES, NOTE_CODES, REFUSAL_CODES } from './codes.js';

/** The word lists of the report's JSON schema, by the name of their definition in it. */
export function codeLists(): Map<string, readonly string[]> {
  return new Map<string, readonly string[]>([
    ['api', DIRECT_APIS],
    ['manualCode', MANUAL_CODES],
    ['keptCode', KEPT_CODES],
    ['effectNote', EFFECT_NOTES],
    ['noteCode', NOTE_CODES],
    ['errorCode', ERROR_CODES],
    ['refusalCode', REFUSAL_CODES],
  ]);
}
