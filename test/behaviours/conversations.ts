import type { Behaviour } from "./behaviour";
export const conversationsBehaviours: readonly Behaviour[] = [];
