/** Every doubt, by product. */
import type { Doubt } from "../doubt";
import { doubts as events } from "./events";
import { doubts as expressions } from "./expression";
import { doubts as sync } from "./sync";

export const doubts: Readonly<Record<string, readonly Doubt[]>> = { taskrouter: expressions, sync, events };
