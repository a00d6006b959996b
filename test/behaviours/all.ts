/** Every behaviour, of every product. */
import type { Behaviour } from "./behaviour";
import { messagingBehaviours } from "./messaging";
import { syncBehaviours } from "./sync";

export const behaviours: readonly Behaviour[] = [...messagingBehaviours, ...syncBehaviours];
