/**
 * A task's way through its workflow: https://www.twilio.com/docs/taskrouter/workflow-configuration
 *
 * Modelled: filters, of which a task that is past the last target of one goes on to the next that matches; targets with
 * timeouts that add up from the task's age, `skip_if`, priorities, the default queue, direct routing to a worker or a
 * queue, re-evaluation. What a workflow is changed to does not concern the tasks that are in it, unless they are to be
 * evaluated again: https://support.twilio.com/hc/en-us/articles/36535203110043
 *
 * A task whose reservation is rejected is offered again in its target, as long as that has time
 * (https://www.twilio.com/docs/taskrouter/lifecycle-task-workflows-and-assignment). One whose reservation times out goes on
 * to the next target where there is one (https://www.twilio.com/docs/taskrouter/task-evaluation), unless the account's
 * switches say otherwise.
 */
import { type QueueView, type ReservationStatus, type Task, type TaskQueue, targetOf, type Workflow } from "./model";
import type { Parts, Routing } from "./parts";
import { isDirect } from "./waiting";
import type { WorkflowFilter, WorkflowTarget } from "./workflow-configuration";

/** How often a task can become reserved. https://www.twilio.com/docs/taskrouter/limits */
const MAXIMUM_ASSIGNMENTS = 1000;

/** The sum of the timeouts of a filter's first targets. */
function secondsOf({ targets }: WorkflowFilter, count: number): number {
  let seconds = 0;
  for (let index = 0; index < count; index++) seconds += targets[index]?.timeout ?? 0;
  return seconds;
}

export class WorkflowRouting implements Routing {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  start(task: Task): void {
    if (task.workflow && !task.routingTarget) this.enterWorkflow(task, task.workflow);
    else this.offerDirectly(task);
  }

  goOn(task: Task, ended: ReservationStatus): void {
    const { tasks, reservations } = this.parts;
    if (isDirect(task)) {
      tasks.end(task, "canceled", "The worker the task was routed to did not take it");
      return;
    }
    if (task.timesReserved >= MAXIMUM_ASSIGNMENTS) {
      tasks.end(task, "canceled", "Task TTL Exceeded or Max assignment count exceeded");
      return;
    }
    const hasNext = task.filter?.targets[task.targetIndex + 1] !== undefined;
    const goesOn = ended === "timeout" && this.parts.kernel.switches.afterReservationTimeout === "next-target";
    const isToStay = !(goesOn && hasNext);
    task.hasWaited = true;
    if (isToStay && this.waitAgain(task)) reservations.reserveBest(task);
    else this.nextTarget(task);
  }

  targetTimedOut(task: Task): void {
    const { log } = this.parts;
    if (task.queue) log.emitTask("task-queue.timeout", task);
    this.nextTarget(task);
  }

  ageChanged(task: Task): void {
    if (!task.isWaiting || !task.filter) return;
    this.leave(task);
    if (!this.waitInTarget(task)) this.targetTimedOut(task);
  }

  leave(task: Task): void {
    if (task.targetTimer) this.parts.kernel.clock.cancel(task.targetTimer);
    task.targetTimer = null;
    this.parts.waiting.remove(task);
  }

  reEvaluate(workflow: Workflow): void {
    for (const task of this.parts.workspace.tasks.values()) {
      if (task.workflow !== workflow || task.status !== "pending" || task.routingTarget) continue;
      this.leave(task);
      this.enterWorkflow(task, workflow, "WORKFLOW_UPDATED");
    }
  }

  private enterWorkflow(task: Task, workflow: Workflow, reEvaluatedReason?: string): void {
    const { log } = this.parts;
    task.routing = workflow.routing;
    task.filter = this.nextFilter(task, 0);
    task.targetIndex = -1;
    task.timeoutsBefore = 0;
    task.hasWaited = false;
    const details = reEvaluatedReason === undefined ? undefined : { reEvaluatedReason };
    log.emitTask("workflow.entered", task, details);
    this.nextTarget(task);
  }

  /** To a queue or a worker, past any workflow. */
  private offerDirectly(task: Task): void {
    const { workspace, reservations, waiting } = this.parts;
    const target = task.routingTarget?.startsWith("WQ") ? workspace.queues.get(task.routingTarget) : task.queue;
    task.queue = null;
    if (target) this.enterQueue(task, target);
    if (!reservations.reserveBest(task)) waiting.add(task);
  }

  /** Moves on until a target reserves a worker or is worth waiting in. */
  private nextTarget(task: Task): void {
    this.leave(task);
    for (;;) {
      task.targetIndex++;
      const target = targetOf(task);
      if (!target) {
        this.pastLastTarget(task);
        return;
      }
      this.enterTarget(task, target);
      if (this.staysIn(task, target)) return;
    }
  }

  private enterTarget(task: Task, target: WorkflowTarget): void {
    const { workspace, log } = this.parts;
    const previousPriority = task.priority;
    if (target.priority !== undefined) task.priority = target.priority;
    const queue = workspace.queues.get(target.queueSid);
    if (queue) this.enterQueue(task, queue);
    const details = previousPriority === task.priority ? undefined : { previousPriority };
    log.emitTask("workflow.target-matched", task, details);
  }

  /** Whether somebody is reserved in the target, or it is worth waiting in. */
  private staysIn(task: Task, target: WorkflowTarget): boolean {
    const { log, matching, reservations } = this.parts;
    if (reservations.reserveBest(task)) return true;
    if (task.queue && matching.isSkipped(task.queue, target)) {
      log.emitTask("workflow.skipped", task);
      return false;
    }
    return this.waitInTarget(task);
  }

  /** On to the next filter that matches, to the default, or out of the workflow. */
  private pastLastTarget(task: Task): void {
    const { filter, routing } = task;
    const next = filter && routing && this.nextFilter(task, routing.filters.indexOf(filter) + 1);
    if (next) {
      task.timeoutsBefore += secondsOf(filter, filter.targets.length);
      task.filter = next;
      task.targetIndex = -1;
      this.nextTarget(task);
    } else this.pastLastFilter(task);
  }

  private nextFilter(task: Task, from: number): WorkflowFilter | null {
    const filters = task.routing?.filters ?? [];
    for (let index = from; index < filters.length; index++) {
      const filter = filters[index];
      if (filter && this.parts.matching.taskFulfils(task, filter.expression)) return filter;
    }
    return null;
  }

  private pastLastFilter(task: Task): void {
    const { workspace, log, tasks, reservations, waiting } = this.parts;
    const defaultQueue = workspace.queues.get(task.routing?.defaultQueueSid ?? "");
    if (task.hasWaited) {
      log.emitTask("workflow.timeout", task);
      tasks.end(task, "canceled", "Workflow timed out");
    } else if (!defaultQueue) {
      tasks.end(task, "canceled", "Task canceled: no filter matched and there is no default");
    } else {
      task.filter = null;
      this.enterQueue(task, defaultQueue);
      if (!reservations.reserveBest(task)) waiting.add(task);
    }
  }

  private enterQueue(task: Task, queue: TaskQueue): void {
    if (queue === task.queue) return;
    const previousQueue: QueueView | undefined = task.queue?.view;
    task.queue = queue;
    task.queueEnteredAt = this.parts.kernel.clock.now();
    if (previousQueue) this.parts.log.emitTask("task-queue.moved", task, { previousQueue });
    else this.parts.log.emitTask("task-queue.entered", task);
  }

  /** False where the target's time is up already: timeouts add up from the task's age. */
  private waitInTarget(task: Task): boolean {
    const { clock } = this.parts.kernel;
    task.hasWaited = true;
    if (task.filter && targetOf(task)?.timeout !== undefined) {
      const seconds = task.timeoutsBefore + secondsOf(task.filter, task.targetIndex + 1);
      const endsAt = task.virtualStartedAt + seconds * 1000;
      if (endsAt <= clock.now()) return false;
      task.targetTimer = clock.set(endsAt, "taskrouter.target", task);
    }
    this.parts.waiting.add(task);
    return true;
  }

  /** False where the time of the task's target is up. */
  private waitAgain(task: Task): boolean {
    if (task.filter) return this.waitInTarget(task);
    this.parts.waiting.add(task);
    return true;
  }
}
