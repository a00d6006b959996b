/** Changes to workers and what they announce: activity, name, attributes, capacity. https://www.twilio.com/docs/taskrouter/api/worker */
import type { Kernel } from "../kernel/kernel";
import type { EventLog } from "./event-log";
import type { Activity, Worker, WorkerChannel } from "./model";

export class WorkerChanges {
  private readonly kernel: Kernel;
  private readonly log: EventLog;
  /** Told of a worker who may have got free. */
  private readonly onChange: (worker: Worker) => void;

  constructor(kernel: Kernel, log: EventLog, onChange: (worker: Worker) => void) {
    this.kernel = kernel;
    this.log = log;
    this.onChange = onChange;
  }

  setActivity(worker: Worker, activity: Activity): void {
    if (worker.activity === activity) return;
    const now = this.kernel.clock.now();
    const previousActivity = { ...worker.activity, seconds: (now - worker.statusChangedAt) / 1000 };
    worker.activity = activity;
    worker.statusChangedAt = now;
    worker.idleSince = now;
    this.touch(worker);
    const description = `Worker ${worker.friendlyName} updated to ${activity.friendlyName} Activity`;
    this.log.emit("worker.activity.update", worker.sid, description, { worker, previousActivity });
    this.onChange(worker);
  }

  rename(worker: Worker, friendlyName: string): void {
    worker.friendlyName = friendlyName;
    this.touch(worker);
  }

  setAttributes(worker: Worker, attributes: string): void {
    worker.attributes = attributes;
    worker.parsed = JSON.parse(attributes);
    this.touch(worker);
    const description = `Worker ${worker.friendlyName} updated attributes to ${attributes}`;
    this.log.emit("worker.attributes.update", worker.sid, description, { worker });
    this.onChange(worker);
  }

  setChannel(worker: Worker, channel: WorkerChannel, change: { capacity?: number; available?: boolean }): void {
    const previousCapacity = channel.capacity;
    const isNewCapacity = change.capacity !== undefined && change.capacity !== channel.capacity;
    const isNewAvailability = change.available !== undefined && change.available !== channel.available;
    channel.capacity = change.capacity ?? channel.capacity;
    channel.available = change.available ?? channel.available;
    channel.updatedAt = this.kernel.clock.now();
    const subject = { worker, workerChannel: { ...channel, previousCapacity } };
    const described = `Worker ${worker.friendlyName} channel ${channel.channel.uniqueName}`;
    if (isNewCapacity) this.log.emit("worker.capacity.update", worker.sid, `${described} capacity updated`, subject);
    if (isNewAvailability) {
      this.log.emit("worker.channel.availability.update", worker.sid, `${described} availability updated`, subject);
    }
    this.onChange(worker);
  }

  private touch(worker: Worker): void {
    worker.version++;
    worker.updatedAt = this.kernel.clock.now();
  }
}
