/** Every behaviour, of every product. */
import type { Behaviour } from "./behaviour";
import { messagingBehaviours } from "./messaging";

export const behaviours: readonly Behaviour[] = [...messagingBehaviours];
