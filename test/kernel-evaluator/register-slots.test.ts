import { describe, expect, it } from 'vitest';
import { kindNumber, NO_KIND, RegisterSlots } from '../../native-worker/kernel-evaluator/register-slots.ts';

const [SCALAR, VECTOR, MATRIX] = [kindNumber('scalar'), kindNumber('vector'), kindNumber('matrix')];

describe('the slots of registers', () => {
  it('begin with those that the protocol uses', () => {
    const slots = new RegisterSlots();
    slots.begin('scalar');
    expect([slots.slotOf(SCALAR, 0), slots.slotOf(SCALAR, 1), slots.slotOf(VECTOR, 0)]).toEqual([0, 1, 0]);
    expect([slots.count('scalar'), slots.count('vector'), slots.count('matrix')]).toEqual([2, 1, 0]);
    slots.begin('vector');
    expect([0, 1, 2].map((address) => slots.slotOf(VECTOR, address))).toEqual([0, 1, 2]);
    expect([slots.count('scalar'), slots.count('vector'), slots.count('matrix')]).toEqual([0, 3, 0]);
  });

  it('are given by first use, each kind for itself, whatever the addresses', () => {
    const slots = new RegisterSlots();
    slots.begin('scalar');
    expect([slots.slotOf(SCALAR, 65535), slots.slotOf(SCALAR, 7), slots.slotOf(SCALAR, 65535)]).toEqual([2, 3, 2]);
    expect([slots.slotOf(MATRIX, 65535), slots.slotOf(VECTOR, 65535)]).toEqual([0, 1]);
    expect([slots.addressOf('scalar', 3), slots.addressOf('matrix', 0)]).toEqual([7, 65535]);
  });

  it('are forgotten when another program begins', () => {
    const slots = new RegisterSlots();
    slots.begin('scalar');
    slots.slotOf(SCALAR, 9);
    slots.begin('scalar');
    expect([slots.slotOf(SCALAR, 5), slots.slotOf(SCALAR, 9)]).toEqual([2, 3]);
  });

  it('there is no slot for an operand that an op does not have', () => {
    const slots = new RegisterSlots();
    slots.begin('scalar');
    expect([kindNumber(null), kindNumber(undefined)]).toEqual([NO_KIND, NO_KIND]);
    expect(slots.slotOf(NO_KIND, 300)).toBe(0);
  });
});
