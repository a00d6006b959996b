/** What an event tells besides its task, reservation and worker, as it was at that moment. */
import type { Activity, QueueView, TaskChannel } from "./model";

/** What an event tells besides its task, reservation and worker. */
export type Details = {
  readonly activity?: Pick<Activity, "sid" | "friendlyName" | "available">;
  readonly taskChannel?: Pick<TaskChannel, "sid" | "friendlyName" | "uniqueName" | "channelOptimizedRouting">;
  readonly previousActivity?: { readonly sid: string; readonly friendlyName: string; readonly milliseconds: number };
  readonly workerChannel?: {
    readonly sid: string;
    readonly uniqueName: string;
    readonly available: boolean;
    readonly capacity: number;
    readonly availableCapacity: number;
    readonly previousCapacity: number;
    readonly taskCount: number;
  };
  readonly previousQueue?: QueueView;
  readonly previousPriority?: number;
  readonly targetChangedReason?: string;
  readonly reEvaluatedReason?: string;
  readonly transfer?: {
    readonly sid: string;
    readonly mode: string;
    readonly type: string;
    readonly to: string;
    readonly status: string;
    readonly startedAt: number;
    readonly failedReason: string | null;
    readonly initiatingReservationSid: string;
    readonly initiatingWorkerSid: string;
  };
};
