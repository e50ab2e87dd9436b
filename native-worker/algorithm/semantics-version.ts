/**
 * Version of everything that decides what a program computes: numerics, ops, protocol, noise streams, canonical form.
 * It is part of every content hash and of every run's digest; a change of any of these raises it.
 */
export const SEMANTICS_VERSION = 1;
