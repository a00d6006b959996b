/** TaskRouter: events, statistics, worker channels. https://www.twilio.com/docs/taskrouter/api */
import type { ChannelState } from "../domain/capacity";
import type { QueueStatistics } from "../domain/queue-figures";
import { isSid } from "../domain/sid";
import type { TaskEvent } from "../domain/task-event";
import { ifFound, insistently, patiently } from "./patience";
import type { Session } from "./session";

/** https://www.twilio.com/docs/taskrouter/api/taskqueue-bulk-real-time-statistics */
const BULK_LIMIT = 50;
/** A task has about ten events; one with so many has been rejected by half the floor. */
const EVENT_LIMIT = 1000;
const SECOND = 1000;

const workspaceOf = ({ client, workspaceSid }: Session) => client.taskrouter.v1.workspaces(workspaceSid);

/** A task's events since it was created: the account's own truth. */
export async function readTaskEvents(session: Session, taskSid: string, createdAt: Date): Promise<TaskEvent[]> {
  // TaskAge is in whole seconds, so the creation may lie a little before what it says.
  const startDate = new Date(createdAt.getTime() - 2 * SECOND);
  const events = await insistently(session.until, () =>
    workspaceOf(session).events.list({ taskSid, startDate, pageSize: EVENT_LIMIT, limit: EVENT_LIMIT }),
  );
  return inTurn(events);
}

/**
 * The newest events of a while, of whatever kind, and whether there are no others.
 * @param most a page more is read until there are so many, a thousand a call,
 * @param enough or until this moment, in milliseconds of the epoch
 */
export async function readEventsBetween(
  session: Session,
  { from, to }: { from: Date; to: Date },
  most: number,
  enough: number,
): Promise<{ events: TaskEvent[]; isAll: boolean }> {
  // The client sends whole seconds.
  const window = { startDate: from, endDate: new Date(to.getTime() + SECOND), pageSize: EVENT_LIMIT };
  let page: ListedPage = await insistently(session.until, () => workspaceOf(session).events.page(window));
  const events = [...page.instances];
  while (events.length < most && Date.now() < enough) {
    const last = page;
    const next = await insistently(session.until, async () => last.nextPage());
    if (!next) return { events: inTurn(events), isAll: true };
    page = next;
    events.push(...page.instances);
  }
  return { events: inTurn(events), isAll: !page.nextPageUrl };
}

type ListedPage = {
  instances: ListedEvent[];
  nextPageUrl?: string;
  nextPage(): Promise<ListedPage> | undefined;
};
type ListedEvent = { sid: string; eventType: string; eventDateMs: number; eventData: unknown };

/** Newest first on the wire; those of one millisecond keep their order when turned round. */
const inTurn = (events: ListedEvent[]): TaskEvent[] =>
  events.reverse().map((event) => ({
    sid: event.sid,
    type: event.eventType,
    at: new Date(event.eventDateMs),
    data: event.eventData as TaskEvent["data"],
  }));

/** Names change seldom and a warm instance lives long: asked again after ten minutes. */
const NAMES_KEPT = 600 * SECOND;
let names: { workspaceSid: string; at: number; sidByName: Map<string, string> } | undefined;

async function taskQueueSids(session: Session): Promise<Map<string, string>> {
  const now = Date.now();
  if (names?.workspaceSid === session.workspaceSid && now - names.at < NAMES_KEPT) return names.sidByName;
  const queues = await patiently(session.until, () => workspaceOf(session).taskQueues.list({ pageSize: 1000 }));
  const sidByName = new Map(queues.map(({ friendlyName, sid }) => [friendlyName, sid]));
  names = { workspaceSid: session.workspaceSid, at: now, sidByName };
  return sidByName;
}

type RealTimeStatistics = {
  longest_task_waiting_age: number;
  tasks_by_status: Record<string, number>;
  total_available_workers: number;
};

const waitingIn = ({ tasks_by_status: byStatus }: Pick<RealTimeStatistics, "tasks_by_status">) =>
  (byStatus["pending"] ?? 0) + (byStatus["reserved"] ?? 0);

/** Real-time figures of these task queues, 50 in a call. */
export async function readQueueStatistics(session: Session, taskQueues: readonly string[]): Promise<QueueStatistics[]> {
  const sids = await taskQueueSids(session);
  const known = taskQueues.flatMap((name) => {
    const sid = sids.get(name);
    return sid ? [{ name, sid }] : [];
  });
  const parts = Array.from({ length: Math.ceil(known.length / BULK_LIMIT) }, (_, part) =>
    known.slice(part * BULK_LIMIT, (part + 1) * BULK_LIMIT),
  );
  const answers = await Promise.all(
    parts.map((part) =>
      patiently(session.until, () =>
        workspaceOf(session).taskQueues.bulkRealTimeStatistics.create({ queueSids: part.map(({ sid }) => sid) }),
      ),
    ),
  );
  const data = answers.flatMap((answer) => answer.taskQueueData as (RealTimeStatistics & { task_queue_sid: string })[]);
  return data.map((queue) => ({
    taskQueue: known.find(({ sid }) => sid === queue.task_queue_sid)?.name ?? queue.task_queue_sid,
    waiting: waitingIn(queue),
    longestWait: queue.longest_task_waiting_age,
    available: queue.total_available_workers,
  }));
}

/** What waits for one channel in one task queue: the bulk figures do not tell channels apart. */
export async function readChannelPressure(
  session: Session,
  taskQueue: string,
  channel: string,
): Promise<{ waiting: number; longestWait: number }> {
  const sid = (await taskQueueSids(session)).get(taskQueue);
  if (!sid) return { waiting: 0, longestWait: 0 };
  const { tasksByStatus, longestTaskWaitingAge } = await patiently(session.until, () =>
    workspaceOf(session).taskQueues(sid).realTimeStatistics().fetch({ taskChannel: channel }),
  );
  return {
    waiting: waitingIn({ tasks_by_status: tasksByStatus as Record<string, number> }),
    longestWait: longestTaskWaitingAge,
  };
}

export async function readChannel(
  session: Session,
  worker: { sid: string; name: string },
  channel: string,
): Promise<ChannelState[]> {
  const found = await ifFound(
    patiently(session.until, () => workspaceOf(session).workers(worker.sid).workerChannels(channel).fetch()),
  );
  if (!found || !isSid("WK", worker.sid)) return [];
  const { configuredCapacity: capacity, assignedTasks: assigned } = found;
  return [{ workerSid: worker.sid, name: worker.name, capacity, assigned }];
}

/** Workers of a task queue who are in an available activity. */
export async function readAvailableWorkers(
  session: Session,
  taskQueue: string,
): Promise<{ sid: string; name: string }[]> {
  const workers = await patiently(session.until, () =>
    workspaceOf(session).workers.list({ taskQueueName: taskQueue, available: "true", pageSize: 1000 }),
  );
  return workers.map(({ sid, friendlyName }) => ({ sid, name: friendlyName }));
}

export async function setChannelCapacity(
  session: Session,
  workerSid: string,
  channel: string,
  capacity: number,
): Promise<void> {
  await patiently(session.until, () =>
    workspaceOf(session).workers(workerSid).workerChannels(channel).update({ capacity }),
  );
}
