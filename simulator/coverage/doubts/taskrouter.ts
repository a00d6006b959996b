/** What TaskRouter's documentation leaves open. */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "taskrouter.CreateTask: its answer",
    documented: "the example shows a pending task; nothing says whether matching has begun",
    here: "the answer is pending, with the version before matching; who is reserved is seen by fetching it",
  },
  {
    about: "matching: when",
    documented: "nothing says how long it takes",
    here: "at once, at the same moment of the account's clock",
  },
  {
    about: "taskrouter.CreateTaskQueue: MaxReservedWorkers",
    documented: "the maximum number of workers to reserve",
    here: "those who are free at the moment of matching, up to the maximum; who gets free later is not added",
  },
  {
    about: "reservation: timeout",
    documented:
      "the page about timeouts sends the task to the next target before the first one's time is up; the page about workflows offers it to other workers of the same target until then",
    here: "the next target, where there is one; else the same target again",
    switch: "afterReservationTimeout",
  },
  {
    about: "reservation: rejected",
    documented: "the task is offered to any other matching workers until the time of its target is up",
    here: "so; whoever rejected it comes last, and is asked again where nobody else is free",
  },
  {
    about: "task: new attributes of one that waits",
    documented: "its workflow is evaluated again only with ReEvaluateTasks, which updates of tasks do not have",
    here: "it stays in its filter and target, whose expression is evaluated with the new attributes at once",
  },
  {
    about: "task: who is offered it first",
    documented: "the longest idle worker; on the page about workflows, a round robin",
    here: "the longest idle worker",
  },
  {
    about: "task: Reason",
    documented: "required for cancelling and completing; setting it queues the task for deletion",
    here: "not required, as in much published code; without a status it changes nothing",
  },
  {
    about: "reservation: rejected, of a task with a worker as its routing target",
    documented: "Flex's documents say that a declined invitation of a fixed worker cancels the task",
    here: "the task is canceled, after a timeout as well",
  },
  {
    about: "taskrouter.UpdateWorkspace: PrioritizeQueueOrder",
    documented: "whether FIFO or LIFO queues are handled first when both are eligible for the same workers",
    here: "decides between tasks of one priority, in queues of different order",
  },
  {
    about: "taskrouter.CreateTaskQueue: ReservationActivitySid, AssignmentActivitySid",
    documented:
      "activities of workers while they are reserved and assigned; with multitasking a worker's activity does not change",
    here: "kept and shown; nobody is moved, for every workspace multitasks",
  },
  {
    about: "task: deletion after its end",
    documented: "about 5 minutes; 2 minutes in Flex Insights' documents; 15 minutes in an older list of limits",
    here: "after exactly 300 seconds, without an event",
  },
  {
    about: "reservation: after its task is deleted",
    documented: "nothing",
    here: "gone with the task, under the worker too",
  },
  {
    about: "event: descriptions",
    documented: "a few examples",
    here: "those of captured events are Twilio's, the others ours",
  },
  {
    about: "task: maximum assignment count of 1,000",
    documented: "the number, not how the reason reads",
    here: "Task TTL Exceeded or Max assignment count exceeded, a reason that public code looks for",
  },
  {
    about: "event: known_worker_sid",
    documented: "in events created using known agent routing; neither in which, nor in any captured one",
    here: "in none",
  },
  {
    about: "task: refusals of a status",
    documented: "nothing; words for cancel, wrap up and complete are published by those who met them",
    here: "those words with 400/20001; reservations are refused in words of ours",
  },
  {
    about: "taskrouter.DeleteActivity, DeleteTaskChannel, DeleteTaskQueue, DeleteWorkflow, DeleteWorker",
    documented: "neither when they are refused, nor with which code",
    here: "400/20001 for what is in use: an activity of workers, of the workspace's defaults or of a queue; a channel or a workflow with open tasks, and the default channel; a queue with open tasks or named by a workflow; a worker in an available activity or with open reservations",
  },
  {
    about: "taskrouter.UpdateWorker: RejectPendingReservations",
    documented: "valid only if the new activity is an unavailable one",
    here: "without effect otherwise, not an error; the worker is moved first, so nothing is offered again",
  },
  {
    about: "reservation: rescinded",
    documented: "a 410 series response to an attempt to accept it; no code",
    here: "410/20001, to any change of its status",
  },
  {
    about: "taskrouter.UpdateTaskReservation: Instruction",
    documented: "parameters, not what the reservation's status is afterwards",
    here: "accept, dequeue and conference accept it, reject rejects it, call and redirect accept it only with CallAccept or RedirectAccept, supervise changes nothing; nobody is called, so the task gets no worker_call_sid",
  },
  {
    about: "taskrouter.UpdateTaskReservation: post-work activities",
    documented: "started after executing the instruction",
    here: "when the reservation is completed",
  },
  {
    about: "assignment callback: answers that are none",
    documented:
      "anything but 200 with application/json within 5 seconds goes to the fallback URL; an empty response says that there is no instruction",
    here: "a 2xx with an empty body says so, whatever its type; redirect without url is noted as 40121, as without call_sid",
  },
  {
    about: "taskrouter.ListTaskQueue: EvaluateWorkerAttributes",
    documented: "attributes of workers; returns the queues with workers that match",
    here: "a JSON object, which need not be any worker's: the queues whose expression it fulfils",
  },
  {
    about: "taskrouter.ListWorker, ListTaskQueue: Ordering",
    documented: "a sorting parameter, no names",
    here: "workers by DateStatusChanged, DateCreated, DateUpdated or FriendlyName, queues by the last three, with :asc or :desc",
  },
  {
    about: "limits of resources",
    documented: "numbers, no error code",
    here: "400/20001",
  },
  {
    about: "rate limits of evaluated lists and bulk statistics",
    documented: "so many requests a second",
    here: "for the whole account, as a bucket of so many that fills within a second; 429/20429",
  },
  {
    about: "taskrouter.FetchWorkerStatistics: above 100 workers",
    documented: "may not be accessible; no code. The same warning stands on the pages of other statistics",
    here: "400/20001 for the statistics of all workers in one answer; the others answer",
  },
  {
    about: "statistics: the window",
    documented: "Minutes, or StartDate and EndDate; 30 days",
    here: "Minutes together with a date is refused; EndDate alone is 15 minutes up to it; a StartDate more than 30 days ago is refused; an EndDate to come is now",
  },
  {
    about: "statistics: averages and split_by_wait_time",
    documented: "whole numbers; null or an object",
    here: "averages are rounded; a wait equal to the threshold is below it; null where SplitByWaitTime was not sent",
  },
  {
    about: "statistics: tasks_deleted, tasks_moved, tasks_entered",
    documented: "one sentence each",
    here: "deleted by request or by the system while open, not at the end of the five minutes; moved counts for the queue that was left; entering by moving counts, entering a workflow again by evaluation does not",
  },
  {
    about: "statistics: activity_durations",
    documented: "minimum, average, maximum and total time that workers spent in each activity",
    here: "of stays, each cut to the window; workers who have been deleted do not count",
  },
  {
    about: "statistics: TaskChannel",
    documented: "a SID or a unique name",
    here: "chooses tasks and reservations, not workers; a channel that does not exist has no figures, and is no error",
  },
  {
    about: "statistics: cumulative and realtime in one answer",
    documented: "free-form objects, whose examples lack what the separate resources have",
    here: "the same figures as the separate resources",
  },
  {
    about: "transfer: to a queue or workflow where nobody is free",
    documented: "nothing in the REST API",
    here: "it fails at once",
  },
  {
    about: "known_worker_sid: a worker who is not in the target's queue",
    documented: "error 40152",
    here: "the task waits for the target's time, as for a worker who is busy; no error is noted",
  },
  {
    about: "ETag of lists",
    documented: "the OpenAPI document names the header for lists of tasks, workers and reservations, too",
    here: "only single resources have it",
  },
  {
    about: "transfer: the task and the first worker while the second is asked",
    documented:
      "nothing in the REST API; tests of Twilio's taskrouter.js expect the task to be reserved, and on a cold transfer by telephone the first worker's reservation to wrap up before the second has accepted",
    here: "the task stays assigned; a cold transfer completes the first reservation when the second is accepted",
  },
  {
    about: "taskrouter.CreateWorkspace: Template FIFO",
    documented: "default activities and a single queue",
    here: "a queue for everybody, and a workflow that leads into it, with names of ours",
  },
];
