import { Interpreter } from '../evaluator/interpreter.ts';
import type { TierOpener } from './tier.ts';

/** Opens the tiers of this machine. */
export function machineTiers(): TierOpener {
  return (name) => {
    switch (name) {
      case 'native':
      case 'wasm':
        return { kind: 'unavailable', reason: 'not in this version' };
      case 'interpreter':
        return { kind: 'open', evaluator: new Interpreter(), instructionSet: null };
    }
  };
}
