/** Every behaviour, of every product. */
import type { Behaviour } from "./behaviour";
import { keysBehaviours } from "./keys";
import { messagingBehaviours } from "./messaging";
import { studioBehaviours } from "./studio";
import { voiceBehaviours } from "./voice";

export const behaviours: readonly Behaviour[] = [
  ...messagingBehaviours,
  ...keysBehaviours,
  ...studioBehaviours,
  ...voiceBehaviours,
];
