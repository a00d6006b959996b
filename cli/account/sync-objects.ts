/** The Sync service of the floor and the objects in it: what the functions write into. */
import { firstPulse } from "../../src/domain/pulse";
import { firstQualityState } from "../../src/domain/quality/state";
import { feedCountOf } from "../../src/domain/records-policy";
import { feedNames, STORES } from "../../src/twilio/stores";
import { sidOf } from "./changes";
import { type AccountSession, NAME, PAGE } from "./session";

/** @returns the service's SID */
export async function setUpSync({ client, changes, policy }: AccountSession): Promise<string> {
  const { services } = client.sync.v1;
  const found = (await services.list(PAGE)).find(({ friendlyName }) => friendlyName === NAME);
  const service = await changes.ensure(`Sync service ${NAME}`, found, {
    create: () => services.create({ friendlyName: NAME }),
  });
  const sid = sidOf(service);
  const inside = services(sid);
  const named = <Item extends { uniqueName: string }>(items: readonly Item[], name: string) =>
    items.find(({ uniqueName }) => uniqueName === name);
  const maps = service ? await inside.syncMaps.list(PAGE) : [];
  for (const uniqueName of [
    ...STORES.ledger,
    ...STORES.history,
    STORES.journal,
    STORES.tokens,
    STORES.outbox,
    STORES.deadLetters,
    STORES.standings,
    STORES.samples,
    STORES.scorecards,
    STORES.coaching,
  ]) {
    await changes.ensure(`Sync map ${uniqueName}`, named(maps, uniqueName), {
      create: () => inside.syncMaps.create({ uniqueName }),
    });
  }
  const lists = service ? await inside.syncLists.list(PAGE) : [];
  for (const uniqueName of feedNames(feedCountOf(policy))) {
    await changes.ensure(`Sync list ${uniqueName}`, named(lists, uniqueName), {
      create: () => inside.syncLists.create({ uniqueName }),
    });
  }
  const documents = service ? await inside.documents.list(PAGE) : [];
  const initial = [
    [STORES.pulse, firstPulse()],
    [STORES.quality, firstQualityState()],
  ] as const;
  for (const [uniqueName, data] of initial) {
    await changes.ensure(`Sync document ${uniqueName}`, named(documents, uniqueName), {
      create: () => inside.documents.create({ uniqueName, data }),
    });
  }
  return sid;
}
