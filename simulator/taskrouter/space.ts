/** A workspace with what happens in it. */
import type { Kernel } from "../kernel/kernel";
import type { Webhooks } from "../kernel/webhooks";
import { Engine } from "./engine";
import { EventLog } from "./event-log";
import type { Workspace } from "./model";

export class Space {
  readonly workspace: Workspace;
  readonly log: EventLog;
  readonly engine: Engine;

  constructor(kernel: Kernel, webhooks: Webhooks, workspace: Workspace) {
    this.workspace = workspace;
    this.log = new EventLog(kernel, workspace);
    this.engine = new Engine(kernel, workspace, this.log, webhooks);
  }
}
