/** pi / 2 to double precision. */
export const HALF_PI_HIGH = 1.5707963267948966;

/** pi / 2 - HALF_PI_HIGH, to double precision. */
export const HALF_PI_LOW = 6.123233995736766e-17;
