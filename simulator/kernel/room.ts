/** A product of the account. */
import type { Operation } from "./rest";

export type Room = {
  readonly operations: readonly Operation[];
  /**
   * Everything the room holds, as plain data: objects, arrays, Maps, Sets, numbers and text, no functions and no
   * instances of classes. It may share objects with the clock's appointments and with itself; it is written out at once.
   */
  save(): unknown;
  /** Goes on from what `save` gave; what it held before is forgotten. */
  restore(saved: never): void;
};
