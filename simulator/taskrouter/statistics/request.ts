/** What a request for statistics asks for. */
import { isoSeconds } from "../../kernel/kernel";
import { type Parameters, text } from "../../kernel/rest";
import type { Task, TaskChannel, Workspace } from "../model";
import type { Space } from "../space";
import type { TaskRow } from "./cumulative";
import { type RowFilter, taskRows } from "./history";
import { isOpen } from "./real-time";
import { thresholdsIn, WINDOW_PARAMETERS, type Window, windowIn } from "./windows";

export const REAL_TIME_PARAMETERS = ["TaskChannel"] as const;
export const CUMULATIVE_PARAMETERS = [...WINDOW_PARAMETERS, "TaskChannel", "SplitByWaitTime"] as const;

/** Whether a channel is the one that is asked for, by its SID or unique name. A channel that is not there has no tasks. */
export function channelFilter(parameters: Parameters): (channel: TaskChannel) => boolean {
  const wanted = text(parameters, "TaskChannel");
  return ({ sid, uniqueName }) => wanted === undefined || wanted === sid || wanted === uniqueName;
}

/** The open tasks that pass, of the channel that is asked for. */
export function openTasks({ tasks }: Workspace, parameters: Parameters, passes: (task: Task) => boolean): Task[] {
  const isWanted = channelFilter(parameters);
  const found: Task[] = [];
  for (const task of tasks.values()) if (isOpen(task) && isWanted(task.channel) && passes(task)) found.push(task);
  return found;
}

export type Past = { window: Window; rows: TaskRow[]; thresholds: number[] | undefined };

/** The events of a window, of the channel that is asked for. */
export function pastIn({ log }: Space, parameters: Parameters, now: number, passes: RowFilter = () => true): Past {
  const window = windowIn(parameters, now);
  const isWanted = channelFilter(parameters);
  const rows = taskRows(log, window, (row, channel) => isWanted(channel) && passes(row, channel));
  return { window, rows, thresholds: thresholdsIn(parameters) };
}

export const interval = ({ from, to }: Window) => ({ start_time: isoSeconds(from), end_time: isoSeconds(to) });
