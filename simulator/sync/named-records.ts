/** Documents, maps or lists of a service, found by SID or unique name until they expire. */
import type { Clock } from "../kernel/clock";
import { RestError } from "../kernel/rest";
import { isExpired, type Stored } from "./revisions";

/** What a unique name or a SID finds. */
export type Named = Stored & { sid: string; uniqueName: string | null };

export class NamedRecords<Item extends Named> {
  private readonly bySid = new Map<string, Item>();
  private readonly byUniqueName = new Map<string, Item>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  find(sidOrUniqueName: string): Item | undefined {
    const found = this.bySid.get(sidOrUniqueName) ?? this.byUniqueName.get(sidOrUniqueName);
    if (!found || !isExpired(found, this.clock.now())) return found;
    this.remove(found);
    return undefined;
  }

  refuseTaken(uniqueName: string | null): void {
    if (uniqueName !== null && this.find(uniqueName)) {
      throw new RestError(409, 54301, "Unique name already exists");
    }
  }

  add(item: Item): void {
    this.bySid.set(item.sid, item);
    if (item.uniqueName !== null) this.byUniqueName.set(item.uniqueName, item);
  }

  remove(item: Item): void {
    this.bySid.delete(item.sid);
    if (item.uniqueName !== null) this.byUniqueName.delete(item.uniqueName);
  }

  /** In the order of creation. */
  all(): Item[] {
    return [...this.bySid.keys()].flatMap((sid) => this.find(sid) ?? []);
  }
}
