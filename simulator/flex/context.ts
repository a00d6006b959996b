/** What the resources of Flex share. */
import type { Kernel } from "../kernel/kernel";
import type { TasksDoor } from "../taskrouter/tasks-door";
import type { FlexState } from "./model";

export const ORIGIN = "https://flex-api.twilio.com";
export const MAXIMUM_PAGE_SIZE = 100;

export type FlexContext = {
  kernel: Kernel;
  /** Another one after a snapshot is restored. */
  state(): FlexState;
  tasks: TasksDoor;
};
