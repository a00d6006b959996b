/**
 * TaskRouter events: https://www.twilio.com/docs/taskrouter/api/event/reference
 *
 * Every event is kept, for the Events API, and told to whoever listens: the workspace's callback, Event Streams, and
 * the simulated people.
 */
import type { Kernel } from "../kernel/kernel";
import type { Activity, Reservation, Task, TaskQueue, Worker, WorkerChannel, Workflow, Workspace } from "./model";

/** What an event tells about; each present part adds its documented fields. */
export type Subject = {
  task?: Task;
  reservation?: Reservation;
  worker?: Worker;
  queue?: TaskQueue;
  workflow?: Workflow;
  workerChannel?: WorkerChannel & { previousCapacity: number };
  previousActivity?: Activity & { seconds: number };
};

export type TaskRouterEvent = {
  sid: string;
  type: string;
  description: string;
  resourceType: string;
  resourceSid: string;
  at: number;
  /** snake_case, as the Events API and Event Streams name them; numbers are numbers here. */
  data: Readonly<Record<string, string | number | boolean>>;
};

type Data = Record<string, string | number | boolean>;

function taskData({ task }: Subject, now: number): Data {
  if (!task) return {};
  return {
    task_sid: task.sid,
    task_attributes: task.attributes,
    task_age: Math.floor((now - task.createdAt) / 1000),
    task_priority: task.priority,
    task_version: task.version,
    task_assignment_status: task.status,
    task_channel_sid: task.channel.sid,
    task_channel_unique_name: task.channel.uniqueName,
    task_date_created: new Date(task.createdAt).toISOString(),
    workflow_sid: task.workflow.sid,
    workflow_name: task.workflow.friendlyName,
    ...(task.filter ? { workflow_filter_name: task.filter.friendlyName } : {}),
    ...(task.queue
      ? {
          task_queue_sid: task.queue.sid,
          task_queue_name: task.queue.friendlyName,
          task_queue_entered_date: new Date(task.queueEnteredAt ?? now).toISOString(),
          task_queue_target_expression: task.queue.targetWorkers,
        }
      : {}),
    ...(task.status === "canceled" && task.reason ? { task_canceled_reason: task.reason } : {}),
    ...(task.status === "completed" && task.reason ? { task_completed_reason: task.reason } : {}),
  };
}

function workerData({ worker, previousActivity, workerChannel }: Subject): Data {
  if (!worker) return {};
  return {
    worker_sid: worker.sid,
    worker_name: worker.friendlyName,
    worker_attributes: worker.attributes,
    worker_activity_sid: worker.activity.sid,
    worker_activity_name: worker.activity.friendlyName,
    worker_version: worker.version,
    ...(previousActivity
      ? {
          worker_previous_activity_sid: previousActivity.sid,
          worker_previous_activity_name: previousActivity.friendlyName,
          worker_time_in_previous_activity: Math.floor(previousActivity.seconds),
          worker_time_in_previous_activity_ms: Math.round(previousActivity.seconds * 1000),
        }
      : {}),
    ...(workerChannel
      ? {
          task_channel_sid: workerChannel.channel.sid,
          task_channel_unique_name: workerChannel.channel.uniqueName,
          worker_channel_available: workerChannel.available,
          worker_channel_available_capacity: Math.max(0, workerChannel.capacity - workerChannel.open),
          worker_channel_previous_capacity: workerChannel.previousCapacity,
          worker_channel_task_count: workerChannel.assigned,
        }
      : {}),
  };
}

export class EventLog {
  private readonly events: TaskRouterEvent[] = [];
  private readonly byTask = new Map<string, TaskRouterEvent[]>();
  private readonly listeners: ((event: TaskRouterEvent, subject: Subject) => void)[] = [];
  private readonly kernel: Kernel;
  private readonly workspace: Workspace;

  constructor(kernel: Kernel, workspace: Workspace) {
    this.kernel = kernel;
    this.workspace = workspace;
  }

  /** Called for each event, at once; whoever reacts does so on the clock, after the answer to the write. */
  listen(listener: (event: TaskRouterEvent, subject: Subject) => void): void {
    this.listeners.push(listener);
  }

  /** In order of happening. */
  all(): readonly TaskRouterEvent[] {
    return this.events;
  }

  /** In order of happening. */
  ofTask(taskSid: string): readonly TaskRouterEvent[] {
    return this.byTask.get(taskSid) ?? [];
  }

  emit(type: string, resourceSid: string, description: string, subject: Subject): void {
    const now = this.kernel.clock.now();
    const { workspace } = this;
    const { reservation, queue, workflow } = subject;
    const event: TaskRouterEvent = {
      sid: this.kernel.sids.next("EV"),
      type,
      description,
      resourceType: type.slice(0, type.indexOf(".")).replace("-", ""),
      resourceSid,
      at: now,
      data: {
        workspace_sid: workspace.sid,
        workspace_name: workspace.friendlyName,
        ...taskData(subject, now),
        ...workerData(subject),
        ...(reservation ? { reservation_sid: reservation.sid, reservation_version: reservation.version } : {}),
        ...(queue
          ? {
              task_queue_sid: queue.sid,
              task_queue_name: queue.friendlyName,
              task_queue_target_expression: queue.targetWorkers,
            }
          : {}),
        ...(workflow ? { workflow_sid: workflow.sid, workflow_name: workflow.friendlyName } : {}),
      },
    };
    this.events.push(event);
    if (subject.task) {
      const ofTask = this.byTask.get(subject.task.sid);
      if (ofTask) ofTask.push(event);
      else this.byTask.set(subject.task.sid, [event]);
    }
    for (const listener of this.listeners) listener(event, subject);
  }
}
