/**
 * Plays a day: customers arrive, Studio asks the functions where they go and sends them to Flex, workers answer, who
 * waits too long hangs up, and a scheduler starts the tick and the rounds of quality.
 */
import type { Account } from "../account";
import { parsedObject } from "../kernel/json";
import type { WebhookResponse } from "../kernel/webhooks";
import { type TasksDoor, tasksDoorOf } from "../taskrouter/tasks-door";
import type { Attendance, Hire, Outcome, SimulatedContact } from "./people";
import { Workers } from "./workers";

export type DayOptions = {
  account: Account;
  /** In the order of arrival. */
  contacts: readonly SimulatedContact[];
  hires: readonly Hire[];
  /** The day's midnight. */
  midnight: Date;
  /** Seconds from midnight between which the floor is staffed; earlier and later contacts widen them. */
  hours: { opens: number; closes: number };
  workflowSid: string;
  doors: { routeContact: string; captureDisposition: string; tick: string; quality: string };
  /** What the scheduler sends to the tick and to quality. */
  schedulerToken: string;
  /** Seconds from one tick to the next. */
  tickEvery: number;
  /** Seconds from one round of quality to the next. */
  qualityEvery: number;
};

export class Day {
  readonly outcomes: Outcome[] = [];
  readonly opensAt: number;
  readonly closesAt: number;
  /** Calls to the functions that were not answered with success. */
  readonly failures: { door: string; status: number; body: string }[] = [];
  private readonly options: DayOptions;
  private readonly workers: Workers;
  private readonly tasks: TasksDoor;
  private readonly byTask = new Map<string, Outcome>();
  /** Ticks the scheduler has started. */
  ticks = 0;
  /** Rounds of quality the scheduler has started. */
  rounds = 0;
  /** When the last tick was started, in milliseconds since the epoch; undefined while the day goes on. */
  endedAt: number | undefined;
  private isClosed = false;
  private isOver = false;
  private calls = 0;

  constructor(options: DayOptions) {
    this.options = options;
    this.tasks = tasksDoorOf(options.account.taskRouter);
    const { contacts, hours, midnight } = options;
    const first = contacts[0]?.arrivedAt ?? hours.opens;
    const last = contacts.at(-1)?.arrivedAt ?? hours.closes;
    this.opensAt = midnight.getTime() + Math.min(hours.opens, first) * 1000;
    this.closesAt = midnight.getTime() + Math.max(hours.closes, last) * 1000;
    this.workers = new Workers(options.account, (taskSid) => {
      const contact = this.byTask.get(taskSid)?.contact;
      return contact && { ...contact, beforeCompletion: (sid) => this.captureDisposition(sid, contact) };
    });
  }

  /** Puts everything that is to happen on the clock. Advance it until `isDone`. */
  async start(): Promise<void> {
    const { account, contacts, hires, midnight, tickEvery } = this.options;
    const { clock, taskRouter } = account;
    await this.workers.hire(hires);
    taskRouter.listen(({ type, at }, { task }) => {
      const outcome = task && this.byTask.get(task.sid);
      if (!outcome) return;
      if (type === "reservation.accepted") outcome.answeredAt ??= at;
      if (type === "task.completed" || type === "task.canceled") outcome.endedAt = at;
    });
    clock.at(this.opensAt, () => {
      this.workers.open();
      this.tick();
    });
    // Halfway between two ticks, so that neither is under way when the other starts.
    clock.at(this.opensAt + (tickEvery / 2) * 1000, () => void this.round());
    for (const contact of contacts) {
      clock.at(midnight.getTime() + contact.arrivedAt * 1000, () => void this.arrive(contact));
    }
    clock.at(this.closesAt, () => this.close());
  }

  /** Whether every contact has ended, every event has been told, and the last tick and round have seen them. */
  isDone(): boolean {
    return this.isOver && this.calls === 0;
  }

  attendance(): Attendance[] {
    return this.workers.attendance();
  }

  private async arrive(contact: SimulatedContact): Promise<void> {
    const { account, doors, workflowSid } = this.options;
    const outcome: Outcome = { contact, offeredAt: account.clock.now() };
    this.outcomes.push(outcome);
    const { channel, from, queue, language, customer } = contact;
    const form = { channel, from, queue, ...(language ? { language } : {}), ...(customer ? { customer } : {}) };
    const response = await this.call(doors.routeContact, { form });
    // Studio's failure branch: the contact reaches Flex all the same, with what the flow itself knows.
    const route =
      response.status === 200 ? (parsedObject(response.body) ?? {}) : { attributes: { floor: { queue } }, priority: 0 };
    const attributes = JSON.stringify({ ...(route["attributes"] as object), from, channelType: channel });
    outcome.offeredAt = account.clock.now();
    const priority = Number(route["priority"] ?? 0);
    // The task is known before the engine can offer it to anybody: workers react on the clock.
    const { sid } = this.tasks.createTask({ workflowSid, channel, attributes, priority, timeout: 86_400 });
    outcome.taskSid = sid;
    this.byTask.set(sid, outcome);
    // Where no filter matched, the task has ended before anybody could hear of it.
    if (this.tasks.taskStatus(sid) === "canceled") outcome.endedAt = account.clock.now();
    if (contact.patience !== undefined) account.clock.after(contact.patience, () => this.giveUp(outcome, "hangup"));
    if (this.isClosed) this.giveUp(outcome, "closed");
  }

  private giveUp(outcome: Outcome, reason: string): void {
    if (outcome.taskSid !== undefined) this.tasks.withdraw(outcome.taskSid, reason);
  }

  private async captureDisposition(taskSid: string, { disposition }: SimulatedContact): Promise<void> {
    if (!disposition) return;
    await this.call(this.options.doors.captureDisposition, { form: { taskSid, disposition } });
  }

  private close(): void {
    this.isClosed = true;
    this.workers.close();
    for (const outcome of this.outcomes) this.giveUp(outcome, "closed");
  }

  private tick(): void {
    const { account, doors, tickEvery, contacts } = this.options;
    const isLast =
      this.isClosed &&
      this.calls === 0 &&
      account.events.pending === 0 &&
      this.outcomes.length === contacts.length &&
      this.outcomes.every(({ endedAt }) => endedAt !== undefined);
    this.ticks++;
    void this.schedule(doors.tick);
    if (isLast) this.endedAt = account.clock.now();
    else account.clock.after(tickEvery, () => this.tick());
  }

  /** The last round comes so long after the last tick that all which was written before is settled. */
  private async round(): Promise<void> {
    const { account, doors, qualityEvery } = this.options;
    const { clock } = account;
    const isLast = this.endedAt !== undefined && clock.now() - this.endedAt >= (qualityEvery / 2) * 1000;
    this.rounds++;
    if (!isLast) clock.after(qualityEvery, () => void this.round());
    await this.schedule(doors.quality);
    this.isOver ||= isLast;
  }

  private schedule(url: string): Promise<WebhookResponse> {
    const headers = { authorization: `Bearer ${this.options.schedulerToken}` };
    return this.call(url, { form: {}, headers, isSigned: false });
  }

  private async call(
    url: string,
    request: { form: Record<string, string>; headers?: Record<string, string>; isSigned?: boolean },
  ): Promise<WebhookResponse> {
    this.calls++;
    const response = await this.options.account.webhooks.send({ url, ...request });
    this.calls--;
    if (response.status < 200 || response.status > 299) {
      this.failures.push({ door: new URL(url).pathname, status: response.status, body: response.body });
    }
    return response;
  }
}
