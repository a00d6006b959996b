/** What is to happen, the earliest first. */

/**
 * Something of the account's own that will happen unless it is canceled: plain data, which names what is to be done
 * (`Clock.on`) and to what, so that a snapshot can hold it.
 */
export type Appointment = {
  readonly at: number;
  /** Of two at one moment the smaller comes first. */
  readonly order: number;
  /** Null once it is done or canceled. */
  kind: string | null;
  subject: unknown;
  /** How far ahead it was set, where that puts it into a lane; else -1. */
  readonly lane: number;
};

/**
 * Appointments set equally far ahead: they come in the order in which they were set, so that only the first of them need
 * be in the heap. Timeouts are such, and most are canceled long before their time.
 */
type Lane = { queue: Appointment[]; head: number; canceled: number };

/** Canceled appointments that a lane may hold before it looks whether it is worth throwing them out. */
const TIDY_AT = 256;

function isEarlier(a: Appointment, b: Appointment): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

export class Agenda {
  private heap: Appointment[] = [];
  private readonly lanes = new Map<number, Lane>();

  /** Of the heap. */
  get size(): number {
    return this.heap.length;
  }

  add(at: number, order: number, kind: string, subject: unknown): Appointment {
    const appointment: Appointment = { at, order, kind, subject, lane: -1 };
    this.push(appointment);
    return appointment;
  }

  addLater(at: number, order: number, kind: string, subject: unknown, milliseconds: number): Appointment {
    const appointment: Appointment = { at, order, kind, subject, lane: milliseconds };
    this.line(appointment);
    return appointment;
  }

  cancel(appointment: Appointment): void {
    appointment.kind = null;
    appointment.subject = null;
    if (appointment.lane < 0) return;
    const lane = this.lanes.get(appointment.lane);
    if (lane && ++lane.canceled > TIDY_AT && lane.canceled * 2 > lane.queue.length - lane.head) tidy(lane);
  }

  /** The earliest that has not been canceled. */
  peek(): Appointment | undefined {
    while (this.heap[0]?.kind === null) this.take();
    return this.heap[0];
  }

  /** The earliest, which may be canceled, and takes it off. */
  take(): Appointment | undefined {
    const top = this.heap[0];
    if (!top) return undefined;
    const lane = top.lane < 0 ? undefined : this.lanes.get(top.lane);
    const next = lane && advance(lane);
    if (next) this.sink(next);
    else {
      const last = this.heap.pop();
      if (last && last !== top) this.sink(last);
    }
    return top;
  }

  /** In no order; canceled ones are among them. */
  all(): Appointment[] {
    const waiting = [...this.lanes.values()].flatMap(({ queue, head }) => queue.slice(head + 1));
    return [...this.heap, ...waiting];
  }

  replace(appointments: readonly Appointment[]): void {
    this.heap = [];
    this.lanes.clear();
    for (const one of [...appointments].sort((a, b) => a.order - b.order)) {
      if (one.lane < 0) this.push(one);
      else this.line(one);
    }
  }

  private line(appointment: Appointment): void {
    let lane = this.lanes.get(appointment.lane);
    if (!lane) {
      lane = { queue: [], head: 0, canceled: 0 };
      this.lanes.set(appointment.lane, lane);
    }
    lane.queue.push(appointment);
    if (lane.queue.length - lane.head === 1) this.push(appointment);
  }

  private push(appointment: Appointment): void {
    const { heap } = this;
    let index = heap.length;
    heap.push(appointment);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (!parent || isEarlier(parent, appointment)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = appointment;
  }

  /** Puts one in the place of the earliest. */
  private sink(appointment: Appointment): void {
    const { heap } = this;
    const { length } = heap;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= length) break;
      let child = heap[childIndex] as Appointment;
      if (childIndex + 1 < length) {
        const right = heap[childIndex + 1] as Appointment;
        if (isEarlier(right, child)) {
          child = right;
          childIndex++;
        }
      }
      if (isEarlier(appointment, child)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = appointment;
  }
}

/** The next of a lane, whose head is done with. */
function advance(lane: Lane): Appointment | undefined {
  for (lane.head++; lane.head < lane.queue.length; lane.head++) {
    const next = lane.queue[lane.head];
    if (next && next.kind !== null) break;
  }
  if (lane.head >= lane.queue.length) {
    lane.queue = [];
    lane.head = 0;
    lane.canceled = 0;
    return undefined;
  }
  if (lane.head > TIDY_AT && lane.head * 2 > lane.queue.length) tidy(lane);
  return lane.queue[lane.head];
}

/** Throws out what is done or canceled, but for the head, which is in the heap. */
function tidy(lane: Lane): void {
  const { queue, head } = lane;
  lane.queue = queue.filter(({ kind }, index) => index === head || (index > head && kind !== null));
  lane.head = 0;
  lane.canceled = 0;
}
