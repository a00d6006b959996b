/** Every behaviour, of every product. */
import type { Behaviour } from "./behaviour";
import { eventBehaviours } from "./events";
import { messagingBehaviours } from "./messaging";

export const behaviours: readonly Behaviour[] = [...eventBehaviours, ...messagingBehaviours];
