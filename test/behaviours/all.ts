/** Every behaviour, of every product. */
import type { Behaviour } from "./behaviour";
import { eventBehaviours } from "./events";
import { messagingBehaviours } from "./messaging";
import { syncBehaviours } from "./sync";
import { taskRouterBehaviours } from "./taskrouter";
import { taskBehaviours } from "./taskrouter-tasks";

export const behaviours: readonly Behaviour[] = [
  ...eventBehaviours,
  ...messagingBehaviours,
  ...syncBehaviours,
  ...taskRouterBehaviours,
  ...taskBehaviours,
];
