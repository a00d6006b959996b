/** The Serverless API: services, what is uploaded to them, builds and where they are live. https://www.twilio.com/docs/serverless/api */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import type { Room } from "../kernel/room";
import type { Webhooks } from "../kernel/webhooks";
import { buildOperations } from "./builds";
import type { ServerlessContext } from "./context";
import { deploymentOperations } from "./deployments";
import { environmentOperations } from "./environments";
import { Hosting, type OpenHost } from "./hosting";
import { logOperations } from "./logs";
import type { ServerlessState } from "./model";
import { ASSETS, FUNCTIONS, resourceOperations } from "./resources";
import { serviceOperations } from "./services";
import { uploadOperations } from "./uploads";
import { variableOperations } from "./variables";
import { contentOperation, versionOperations } from "./versions";

export class Serverless implements Room {
  readonly operations: readonly Operation[];
  /** The host of uploads; what is uploaded is kept with everything else. */
  readonly uploads: Room;
  /** What is deployed, by its URLs. */
  readonly hosting: Hosting;
  private state: ServerlessState = { services: new Map() };

  /** @param open runs a build that is deployed */
  constructor(kernel: Kernel, webhooks: Webhooks, open: OpenHost) {
    const serverless = this;
    const context: ServerlessContext = {
      kernel,
      get state() {
        return serverless.state;
      },
    };
    this.operations = [
      ...serviceOperations(context),
      ...environmentOperations(context),
      ...variableOperations(context),
      ...[FUNCTIONS, ASSETS].flatMap((kind) => [
        ...resourceOperations(context, kind),
        ...versionOperations(context, kind),
      ]),
      contentOperation(context),
      ...buildOperations(context),
      ...deploymentOperations(context),
      ...logOperations(context),
    ];
    this.uploads = { operations: uploadOperations(context), save: () => null, restore: () => undefined };
    this.hosting = new Hosting(context, open);
    webhooks.hostWhere((origin) => this.hosting.hostOf(origin));
  }

  save(): ServerlessState {
    return this.state;
  }

  restore(saved: ServerlessState): void {
    this.state = saved;
  }
}
