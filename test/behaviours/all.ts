/** Every behaviour, of every product. */
import type { Behaviour } from "./behaviour";
import { conversationsBehaviours } from "./conversations";
import { flexBehaviours } from "./flex";
import { messagingBehaviours } from "./messaging";

export const behaviours: readonly Behaviour[] = [...messagingBehaviours, ...conversationsBehaviours, ...flexBehaviours];
