/**
 * What customers write to, as floor.yaml lists it: each address calls a URL, or starts a Studio flow of ours.
 * https://www.twilio.com/docs/conversations/api/address-configuration-resource
 */
import { type AccountSession, NAME, PAGE } from "./session";

type Address = NonNullable<AccountSession["policy"]["addresses"]>[number];

/** What a flow of ours is called in Studio. @param name of its file in the folder `studio` */
export const flowNameOf = (name: string): string => `${NAME} ${name}`;

/** The SIDs of the account's flows, by what they are called. */
export type FlowSids = ReadonlyMap<string, string>;

async function listedFlows({ client, policy }: AccountSession): Promise<FlowSids> {
  if (!policy.addresses?.some((address) => "studio" in address)) return new Map();
  const flows = await client.studio.v2.flows.list(PAGE);
  return new Map(flows.map(({ friendlyName, sid }) => [friendlyName, sid]));
}

/** What happens when somebody writes; undefined where its flow is not there. */
function autoCreationOf(address: Address, flows: FlowSids) {
  if (!("studio" in address)) {
    return { "autoCreation.type": "webhook", "autoCreation.webhookUrl": address.webhook } as const;
  }
  const flowSid = flows.get(flowNameOf(address.studio));
  return flowSid && ({ "autoCreation.type": "studio", "autoCreation.studioFlowSid": flowSid } as const);
}

type AutoCreation = { type?: string; webhook_url?: string; studio_flow_sid?: string } | null;

/** @param known where somebody has looked already; they are listed otherwise */
export async function applyAddresses(session: AccountSession, known?: FlowSids): Promise<void> {
  const { client, changes, policy } = session;
  const { addressConfigurations } = client.conversations.v1;
  const existing = await addressConfigurations.list(PAGE);
  const flows = known ?? (await listedFlows(session));
  for (const wanted of policy.addresses ?? []) {
    const { type, address, name } = wanted;
    const what = `${type} address ${name}`;
    const autoCreation = autoCreationOf(wanted, flows);
    if (!autoCreation) {
      changes.leaveAlone(what, "its flow is not in Studio yet: `npm run floor -- setup` makes it after a deployment");
      continue;
    }
    const settings = { friendlyName: name, "autoCreation.enabled": true, ...autoCreation };
    const isSame = (item: (typeof existing)[number]) => {
      const is = item.autoCreation as AutoCreation;
      return (
        item.friendlyName === name &&
        is?.type === settings["autoCreation.type"] &&
        ("autoCreation.studioFlowSid" in settings
          ? is?.studio_flow_sid === settings["autoCreation.studioFlowSid"]
          : is?.webhook_url === settings["autoCreation.webhookUrl"])
      );
    };
    await changes.ensure(
      what,
      existing.find((item) => item.type === type && item.address === address),
      {
        create: () => addressConfigurations.create({ type, address, ...settings }),
        isSame,
        update: ({ sid }) => client.conversations.v1.addressConfigurations(sid).update(settings),
      },
    );
  }
}
