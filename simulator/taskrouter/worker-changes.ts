/** Changes to workers and what they announce: activity, name, attributes, capacity. https://www.twilio.com/docs/taskrouter/api/worker */
import { type Activity, viewOfWorker, type Worker, type WorkerChannel } from "./model";
import type { Parts, WorkerUpdates } from "./parts";

export class WorkerChanges implements WorkerUpdates {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Puts a new worker on the floor. */
  hired(worker: Worker): void {
    const { workspace, matching, log, reservations } = this.parts;
    workspace.workers.set(worker.sid, worker);
    matching.forget();
    log.emit("worker.created", { worker });
    reservations.offerTo(worker);
  }

  /** Takes a worker off the floor, who has no open reservations. */
  left(worker: Worker): void {
    const { workspace, matching, log } = this.parts;
    workspace.workers.delete(worker.sid);
    matching.forget();
    log.emit("worker.deleted", { worker });
  }

  setActivity(worker: Worker, activity: Activity): void {
    if (worker.activity === activity) return;
    const { log, kernel, reservations } = this.parts;
    const now = kernel.clock.now();
    const { sid, friendlyName } = worker.activity;
    const previousActivity = { sid, friendlyName, milliseconds: now - worker.statusChangedAt };
    worker.activity = activity;
    worker.statusChangedAt = now;
    worker.idleSince = now;
    this.changed(worker);
    log.emit("worker.activity.update", { worker, details: { previousActivity } });
    reservations.offerTo(worker);
  }

  rename(worker: Worker, friendlyName: string): void {
    worker.friendlyName = friendlyName;
    this.changed(worker);
  }

  setAttributes(worker: Worker, attributes: string): void {
    worker.attributes = attributes;
    worker.parsed = JSON.parse(attributes);
    this.changed(worker);
    this.parts.log.emit("worker.attributes.update", { worker });
    this.parts.reservations.offerTo(worker);
  }

  setChannel(worker: Worker, channel: WorkerChannel, change: { capacity?: number; available?: boolean }): void {
    const { log, kernel, reservations } = this.parts;
    const previousCapacity = channel.capacity;
    const isNewCapacity = change.capacity !== undefined && change.capacity !== channel.capacity;
    const isNewAvailability = change.available !== undefined && change.available !== channel.available;
    channel.capacity = change.capacity ?? channel.capacity;
    channel.available = change.available ?? channel.available;
    channel.updatedAt = kernel.clock.now();
    const workerChannel = {
      sid: channel.channel.sid,
      uniqueName: channel.channel.uniqueName,
      available: channel.available,
      capacity: channel.capacity,
      availableCapacity: Math.max(0, channel.capacity - channel.open),
      previousCapacity,
      taskCount: channel.assigned,
    };
    if (isNewCapacity) log.emit("worker.capacity.update", { worker, details: { workerChannel } });
    if (isNewAvailability) log.emit("worker.channel.availability.update", { worker, details: { workerChannel } });
    reservations.offerTo(worker);
  }

  /** Pending reservations of a worker who goes away and says so. */
  rejectPending(worker: Worker): void {
    const { workspace, reservations } = this.parts;
    const pending = [...workspace.reservations.values()].filter(
      (one) => one.worker === worker && one.status === "pending",
    );
    for (const reservation of pending) reservations.reject(reservation, undefined);
  }

  private changed(worker: Worker): void {
    worker.version++;
    worker.updatedAt = this.parts.kernel.clock.now();
    worker.view = viewOfWorker(worker);
    this.parts.matching.forget();
  }
}
