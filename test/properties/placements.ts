/** Where a call can stand. */
import { EXPRESSIONS } from './expressionPlacements.js';
import { FUNCTIONS } from './functionPlacements.js';
import type { Placement } from './placementPieces.js';
import { STATEMENTS } from './statementPlacements.js';

export const PLACEMENTS = { ...STATEMENTS, ...EXPRESSIONS, ...FUNCTIONS } satisfies Record<string, Placement>;

export type PlacementForm = keyof typeof PLACEMENTS;

export const placementOf = (form: PlacementForm): Placement => PLACEMENTS[form];
