/**
 * What waits for its moment on the clock before it goes to a consumer: batches that others may still join, and what is
 * held back so that a later event overtakes it.
 */
import type { Appointment } from "../kernel/clock";
import type { Kernel } from "../kernel/kernel";
import { type Delivery, isCallback, type SinkDelivery } from "./deliveries";

type QueueState = {
  /** Not yet answered or given up. */
  pending: number;
  batches: Map<string, SinkDelivery>;
  /** By consumer. */
  held: Map<string, Appointment>;
};

const KIND = "events.deliver";

export class DeliveryQueue {
  private state: QueueState = { pending: 0, batches: new Map(), held: new Map() };
  private readonly kernel: Kernel;

  /** @param run called with each delivery when its moment has come */
  constructor(kernel: Kernel, run: (delivery: Delivery) => void) {
    this.kernel = kernel;
    kernel.clock.on(KIND, (delivery: Delivery) => {
      this.release(delivery);
      run(delivery);
    });
  }

  get pending(): number {
    return this.state.pending;
  }

  /**
   * Puts a delivery on the clock.
   *
   * @param due milliseconds since the epoch
   * @param heldSeconds how long it waits at most for the consumer's next event to go before it
   */
  put(delivery: Delivery, due: number, heldSeconds?: number): void {
    const { clock } = this.kernel;
    const { held } = this.state;
    this.state.pending++;
    const before = held.get(delivery.consumer);
    if (heldSeconds !== undefined && !before) {
      held.set(delivery.consumer, clock.set(due + Math.round(heldSeconds * 1000), KIND, delivery));
      return;
    }
    clock.set(due, KIND, delivery);
    if (!before) return;
    held.delete(delivery.consumer);
    const { subject } = before;
    // Its own time comes first: nothing is left to overtake.
    if (before.at <= due) return;
    clock.cancel(before);
    clock.set(due, KIND, subject);
  }

  /** Adds the delivery's events to the batch of that name, where it has room; otherwise the delivery begins it. */
  gather(delivery: SinkDelivery, batch: { name: string; size: number; due: number }, heldSeconds?: number): void {
    const { batches } = this.state;
    const open = batches.get(batch.name);
    if (open && open.events.length < batch.size) {
      open.events.push(...delivery.events);
      return;
    }
    delivery.batch = batch.name;
    batches.set(batch.name, delivery);
    this.put(delivery, batch.due, heldSeconds);
  }

  /** Tries a delivery again at a moment. */
  again(delivery: Delivery, at: number): void {
    this.kernel.clock.set(at, KIND, delivery);
  }

  /** A delivery is answered or given up. */
  settled(): void {
    this.state.pending--;
  }

  save(): QueueState {
    return this.state;
  }

  restore(saved: QueueState): void {
    this.state = saved;
  }

  /** Nobody joins it, or waits to overtake it, from now on. */
  private release(delivery: Delivery): void {
    const { batches, held } = this.state;
    if (!isCallback(delivery) && delivery.batch !== null) {
      if (batches.get(delivery.batch) === delivery) batches.delete(delivery.batch);
      delivery.batch = null;
    }
    if (held.get(delivery.consumer)?.kind === null) held.delete(delivery.consumer);
  }
}
