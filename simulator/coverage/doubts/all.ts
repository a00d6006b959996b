/** Every doubt, by product. */
import type { Doubt } from "../doubt";
import { doubts as conversations } from "./conversations";
import { doubts as edge } from "./edge";
import { doubts as events } from "./events";
import { doubts as expressions } from "./expression";
import { doubts as flex } from "./flex";
import { doubts as kernel } from "./kernel";
import { doubts as keys } from "./keys";
import { doubts as messaging } from "./messaging";
import { doubts as serverless } from "./serverless";
import { doubts as studio } from "./studio";
import { doubts as sync } from "./sync";
import { doubts as taskrouter } from "./taskrouter";
import { doubts as voice } from "./voice";

export const doubts: Readonly<Record<string, readonly Doubt[]>> = {
  "every product": kernel,
  "the edge of functions": edge,
  taskrouter: [...taskrouter, ...expressions],
  sync,
  events,
  "flex-api": flex,
  conversations,
  studio,
  serverless,
  api: [...messaging, ...voice, ...keys],
};
