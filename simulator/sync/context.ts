/** What every resource of Sync works with. */
import type { Kernel } from "../kernel/kernel";
import type { Rates } from "./rates";
import type { Services } from "./services";
import type { SyncWebhooks } from "./sync-webhooks";

export type SyncContext = Kernel & { services: Services; rates: Rates; webhooks: SyncWebhooks };
