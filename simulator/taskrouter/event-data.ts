/**
 * TaskRouter's events in words: fields as callbacks and the Events API carry them, and as Event Streams does, which tells
 * more. https://www.twilio.com/docs/taskrouter/api/event/reference
 */
import type { Details } from "./event-details";
import type { EventType } from "./event-types";
import type { QueueView, TaskChannel, TaskStatus, WorkerView, WorkflowView, Workspace } from "./model";
import type { WorkflowFilter, WorkflowTarget } from "./workflow-configuration";

export type EventData = Readonly<Record<string, string | number | boolean>>;

/** All that was true when an event happened. */
export type Happening = {
  type: EventType;
  at: number;
  workspace: Workspace;
  task:
    | {
        sid: string;
        attributes: string;
        startedAt: number;
        createdAt: number;
        channel: TaskChannel;
        routingTarget: string | null;
        priority: number;
        version: number;
        status: TaskStatus;
        reason: string | null;
        queueEnteredAt: number;
        filter: WorkflowFilter | undefined;
        target: WorkflowTarget | undefined;
      }
    | undefined;
  queue: QueueView | undefined;
  workflow: WorkflowView | undefined;
  reservationSid: string | undefined;
  reservationVersion: number;
  worker: WorkerView | undefined;
  details: Details;
};

const iso = (at: number): string => new Date(at).toISOString();
const seconds = (from: number, to: number): number => Math.floor((to - from) / 1000);

function taskData({ task, at, queue, workflow }: Happening): EventData {
  if (!task) return {};
  return {
    task_sid: task.sid,
    task_attributes: task.attributes,
    task_age: seconds(task.startedAt, at),
    task_priority: task.priority,
    task_version: task.version,
    task_assignment_status: task.status,
    task_channel_sid: task.channel.sid,
    task_channel_unique_name: task.channel.uniqueName,
    task_date_created: iso(task.createdAt),
    ...(workflow ? { workflow_sid: workflow.sid, workflow_name: workflow.friendlyName } : {}),
    ...(queue ? { task_queue_entered_date: iso(task.queueEnteredAt), ...queueData(queue) } : {}),
    ...(task.status === "canceled" && task.reason ? { task_canceled_reason: task.reason } : {}),
    ...(task.status === "completed" && task.reason ? { task_completed_reason: task.reason } : {}),
  };
}

const queueData = (queue: QueueView): EventData => ({
  task_queue_sid: queue.sid,
  task_queue_name: queue.friendlyName,
  task_queue_target_expression: queue.targetWorkers,
});

function workerData({ worker, details }: Happening): EventData {
  if (!worker) return {};
  const { previousActivity, workerChannel } = details;
  return {
    worker_sid: worker.sid,
    worker_name: worker.friendlyName,
    worker_attributes: worker.attributes,
    worker_activity_sid: worker.activitySid,
    worker_activity_name: worker.activityName,
    worker_version: worker.version,
    ...(previousActivity
      ? {
          worker_previous_activity_sid: previousActivity.sid,
          worker_previous_activity_name: previousActivity.friendlyName,
          worker_time_in_previous_activity: Math.floor(previousActivity.milliseconds / 1000),
          worker_time_in_previous_activity_ms: previousActivity.milliseconds,
        }
      : {}),
    ...(workerChannel
      ? {
          task_channel_sid: workerChannel.sid,
          task_channel_unique_name: workerChannel.uniqueName,
          worker_channel_available: workerChannel.available,
          worker_channel_available_capacity: workerChannel.availableCapacity,
          worker_channel_previous_capacity: workerChannel.previousCapacity,
          worker_channel_task_count: workerChannel.taskCount,
        }
      : {}),
  };
}

function channelData({ activity, taskChannel }: Details): EventData {
  return {
    ...(activity ? { activity_sid: activity.sid, activity_name: activity.friendlyName } : {}),
    ...(taskChannel ? { task_channel_sid: taskChannel.sid, task_channel_unique_name: taskChannel.uniqueName } : {}),
  };
}

function transferData({ transfer }: Details): EventData {
  if (!transfer) return {};
  return {
    task_transfer_sid: transfer.sid,
    transfer_mode: transfer.mode,
    transfer_type: transfer.type,
    transfer_to: transfer.to,
    transfer_status: transfer.status,
    transfer_started: iso(transfer.startedAt),
    transfer_initiating_reservation_sid: transfer.initiatingReservationSid,
    transfer_initiating_worker_sid: transfer.initiatingWorkerSid,
    ...(transfer.failedReason ? { transfer_failed_reason: transfer.failedReason } : {}),
  };
}

/** As callbacks and the Events API carry them. */
export function eventData(happening: Happening): EventData {
  const { workspace, task, queue, workflow, reservationSid, details } = happening;
  return {
    workspace_sid: workspace.sid,
    workspace_name: workspace.friendlyName,
    ...taskData(happening),
    ...workerData(happening),
    ...(reservationSid ? { reservation_sid: reservationSid } : {}),
    ...(queue && !task ? queueData(queue) : {}),
    ...(workflow && !task ? { workflow_sid: workflow.sid, workflow_name: workflow.friendlyName } : {}),
    ...channelData(details),
    ...transferData(details),
  };
}

/** What Event Streams tells besides: the payload of TaskRouter.WDSEvent. */
export function streamData({
  at,
  task,
  queue,
  reservationSid,
  reservationVersion,
  worker,
  details,
}: Happening): EventData {
  const { workerChannel, previousQueue } = details;
  return {
    ...(task && queue ? { task_age_in_queue: seconds(task.queueEnteredAt, at) } : {}),
    ...(task?.routingTarget ? { task_routing_target: task.routingTarget } : {}),
    ...(task?.filter
      ? {
          ...(task.filter.friendlyName ? { workflow_filter_name: task.filter.friendlyName } : {}),
          workflow_filter_expression: task.filter.expression,
        }
      : {}),
    ...(task?.target?.expression ? { workflow_filter_target_expression: task.target.expression } : {}),
    ...(previousQueue
      ? { previous_task_queue_sid: previousQueue.sid, previous_task_queue_name: previousQueue.friendlyName }
      : {}),
    ...(details.previousPriority === undefined ? {} : { previous_task_priority: details.previousPriority }),
    ...(details.targetChangedReason ? { target_changed_reason: details.targetChangedReason } : {}),
    ...(details.reEvaluatedReason ? { task_re_evaluated_reason: details.reEvaluatedReason } : {}),
    ...(reservationSid ? { reservation_version: reservationVersion } : {}),
    ...(worker && workerChannel ? { worker_channel_capacity: workerChannel.capacity } : {}),
  };
}

/** The SID an event is filed under. */
export function resourceOf({
  type,
  workspace,
  task,
  queue,
  workflow,
  reservationSid,
  worker,
  details,
}: Happening): string {
  const owners: Readonly<Record<string, string | undefined>> = {
    activity: details.activity?.sid,
    reservation: reservationSid,
    task: task?.sid,
    "task-channel": details.taskChannel?.sid,
    "task-queue": queue?.sid,
    worker: worker?.sid,
    workflow: workflow?.sid,
    workspace: workspace.sid,
  };
  return owners[type.slice(0, type.indexOf("."))] ?? workspace.sid;
}

/** One sentence; those of captured events are Twilio's, the others ours. */
export function wordsOf(happening: Happening): string {
  const { type, task, queue, workflow, reservationSid, worker, details, workspace } = happening;
  switch (type) {
    case "worker.activity.update":
      return `Worker ${worker?.friendlyName} updated to ${worker?.activityName} Activity`;
    case "worker.attributes.update":
      return `Worker ${worker?.friendlyName} updated attributes to ${worker?.attributes}`;
    case "reservation.created":
      return `Task ${task?.sid} assigned to Worker ${worker?.friendlyName} with Reservation ${reservationSid}`;
    case "task-queue.expression.updated":
      return `TaskQueue ${queue?.sid} expression updated to '${queue?.targetWorkers}'`;
    case "task-queue.entered":
    case "task-queue.moved":
      return `Task ${task?.sid} ${type.slice(11)} TaskQueue ${queue?.friendlyName}`;
    case "workflow.entered":
      return `Task ${task?.sid} entered Workflow ${workflow?.friendlyName}`;
    case "workflow.target-matched":
      return `Task ${task?.sid} matched a workflow filter and entered TaskQueue ${queue?.friendlyName}`;
    case "workflow.timeout":
      return `Task ${task?.sid} timed out in Workflow ${workflow?.friendlyName}`;
    case "workflow.skipped":
      return `Task ${task?.sid} skipped a target of Workflow ${workflow?.friendlyName}`;
    default: {
      const [kind = "", ...what] = type.split(".");
      const names: Readonly<Record<string, string | undefined>> = {
        activity: `Activity ${details.activity?.friendlyName}`,
        reservation: `Reservation ${reservationSid}`,
        task: `Task ${task?.sid}`,
        "task-channel": `TaskChannel ${details.taskChannel?.uniqueName}`,
        "task-queue": `TaskQueue ${queue?.friendlyName}`,
        worker: `Worker ${worker?.friendlyName}`,
        workflow: `Workflow ${workflow?.friendlyName}`,
        workspace: `Workspace ${workspace.friendlyName}`,
      };
      const end = task?.reason && kind === "task" ? `: ${task.reason}` : "";
      return `${names[kind] ?? kind} ${what.join(" ")}${end}`;
    }
  }
}
