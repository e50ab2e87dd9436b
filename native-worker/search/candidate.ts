import { ProgramBuffer } from '../algorithm/program-buffer.ts';
import { EditLog } from './edit-log.ts';
import { NO_PARENT } from './packed-lineage.ts';

/** A program that is about to be scored, and how it was made. One object serves for one candidate after the other. */
export class Candidate {
  /** May be exchanged for another buffer; must not be changed while it is being scored. */
  program = new ProgramBuffer();
  /** The parent's node in the family tree, or `NO_PARENT` for a founder. */
  parent = NO_PARENT;
  /** What made the program of its parent's, in order; of a founder, the program. */
  readonly edits = new EditLog();

  /** Is to become a founder: its program has just been written. */
  setFounder(): void {
    this.parent = NO_PARENT;
    this.edits.truncate(0);
    this.edits.addFounder(this.program);
  }

  /** Is to become a child of a node; its program and edits are still to be made. */
  setParent(node: number): void {
    this.parent = node;
    this.edits.truncate(0);
  }
}
