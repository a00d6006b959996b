/** Every behaviour, of every product. */
import type { Behaviour } from "./behaviour";
import { conversationsBehaviours } from "./conversations";
import { eventBehaviours } from "./events";
import { flexBehaviours } from "./flex";
import { keysBehaviours } from "./keys";
import { messagingBehaviours } from "./messaging";
import { serverlessBehaviours } from "./serverless";
import { studioBehaviours } from "./studio";
import { syncBehaviours } from "./sync";
import { taskRouterBehaviours } from "./taskrouter";
import { deletionBehaviours } from "./taskrouter-deletions";
import { taskRouterParameterBehaviours } from "./taskrouter-parameters";
import { taskRouterStatisticsBehaviours } from "./taskrouter-statistics";
import { taskBehaviours } from "./taskrouter-tasks";
import { voiceBehaviours } from "./voice";

export const behaviours: readonly Behaviour[] = [
  ...eventBehaviours,
  ...messagingBehaviours,
  ...keysBehaviours,
  ...studioBehaviours,
  ...voiceBehaviours,
  ...serverlessBehaviours,
  ...conversationsBehaviours,
  ...flexBehaviours,
  ...syncBehaviours,
  ...taskRouterBehaviours,
  ...taskBehaviours,
  ...deletionBehaviours,
  ...taskRouterParameterBehaviours,
  ...taskRouterStatisticsBehaviours,
];
