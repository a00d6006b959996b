/** Every behaviour, of every product. */
import type { Behaviour } from "./behaviour";
import { messagingBehaviours } from "./messaging";
import { taskRouterBehaviours } from "./taskrouter";
import { comingTaskRouterBehaviours } from "./taskrouter-coming";
import { taskBehaviours } from "./taskrouter-tasks";

export const behaviours: readonly Behaviour[] = [
  ...messagingBehaviours,
  ...taskRouterBehaviours,
  ...taskBehaviours,
  ...comingTaskRouterBehaviours,
];
