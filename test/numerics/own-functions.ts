import { acos } from '../../native-worker/numerics/arccosine.ts';
import { asin } from '../../native-worker/numerics/arcsine.ts';
import { atan } from '../../native-worker/numerics/arctangent.ts';
import { cos } from '../../native-worker/numerics/cos.ts';
import { exp } from '../../native-worker/numerics/exp.ts';
import { log } from '../../native-worker/numerics/log.ts';
import { sigmoid } from '../../native-worker/numerics/sigmoid.ts';
import { sin } from '../../native-worker/numerics/sin.ts';
import { tan } from '../../native-worker/numerics/tan.ts';
import type { ElementaryFunction } from './high-precision/elementary-functions.ts';

/** The functions under test by name. */
export const OWN_FUNCTIONS: Readonly<Record<ElementaryFunction, (x: number) => number>> = {
  exp,
  log,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sigmoid,
};

/** Their names, in the order of tables. */
export const FUNCTION_NAMES = Object.keys(OWN_FUNCTIONS) as ElementaryFunction[];
