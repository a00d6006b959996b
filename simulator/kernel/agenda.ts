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

/**
 * A binary heap. What is compared lies beside the appointments in arrays of numbers: a heap of a day's contacts is larger
 * than the processor's cache, and to look into each appointment costs more than to move it.
 */
class Heap {
  size = 0;
  private times = new Float64Array(1024);
  private orders = new Float64Array(1024);
  private items: Appointment[] = [];

  get first(): Appointment | undefined {
    return this.size > 0 ? this.items[0] : undefined;
  }

  push(appointment: Appointment): void {
    if (this.size === this.times.length) this.grow();
    let index = this.size++;
    const { at, order } = appointment;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.isBefore(parent, at, order)) break;
      this.move(parent, index);
      index = parent;
    }
    this.put(index, appointment);
  }

  /** Puts another in the place of the first. */
  replaceFirst(appointment: Appointment): void {
    const { size } = this;
    const { at, order } = appointment;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      if (child + 1 < size && this.isBefore(child + 1, this.times[child] as number, this.orders[child] as number))
        child++;
      if (!this.isBefore(child, at, order)) break;
      this.move(child, index);
      index = child;
    }
    this.put(index, appointment);
  }

  removeFirst(): void {
    const last = this.items[--this.size] as Appointment;
    // The place is free again: nothing is to be kept alive by it.
    this.items.length = this.size;
    if (this.size > 0) this.replaceFirst(last);
  }

  all(): readonly Appointment[] {
    return this.items;
  }

  private isBefore(index: number, at: number, order: number): boolean {
    const time = this.times[index] as number;
    return time < at || (time === at && (this.orders[index] as number) < order);
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from] as number;
    this.orders[to] = this.orders[from] as number;
    this.items[to] = this.items[from] as Appointment;
  }

  private put(index: number, appointment: Appointment): void {
    this.times[index] = appointment.at;
    this.orders[index] = appointment.order;
    this.items[index] = appointment;
  }

  private grow(): void {
    const [times, orders] = [this.times, this.orders];
    this.times = new Float64Array(times.length * 2);
    this.orders = new Float64Array(times.length * 2);
    this.times.set(times);
    this.orders.set(orders);
  }
}

export class Agenda {
  private heap = new Heap();
  private readonly lanes = new Map<number, Lane>();

  /** Of the heap. */
  get size(): number {
    return this.heap.size;
  }

  add(at: number, order: number, kind: string, subject: unknown): Appointment {
    const appointment: Appointment = { at, order, kind, subject, lane: -1 };
    this.heap.push(appointment);
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
    while (this.heap.first?.kind === null) this.take();
    return this.heap.first;
  }

  /** The earliest, which may be canceled, and takes it off. */
  take(): Appointment | undefined {
    const top = this.heap.first;
    if (!top) return undefined;
    const lane = top.lane < 0 ? undefined : this.lanes.get(top.lane);
    const next = lane && advance(lane);
    if (next) this.heap.replaceFirst(next);
    else this.heap.removeFirst();
    return top;
  }

  /** In no order; canceled ones are among them. */
  all(): Appointment[] {
    const waiting = [...this.lanes.values()].flatMap(({ queue, head }) => queue.slice(head + 1));
    return [...this.heap.all(), ...waiting];
  }

  replace(appointments: readonly Appointment[]): void {
    this.heap = new Heap();
    this.lanes.clear();
    for (const one of [...appointments].sort((a, b) => a.order - b.order)) {
      if (one.lane < 0) this.heap.push(one);
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
    if (lane.queue.length - lane.head === 1) this.heap.push(appointment);
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
