/** People with everything that must not be kept: one for each way of reaching the floor, and unlike anything else here. */
import type { Floor } from "./floor";
import { accept, arrive } from "./work";

export type Guest = {
  channel: "voice" | "chat";
  from: string;
  customer: string;
  /** Further attributes of the task, as Studio and Flex write them. */
  attributes: Readonly<Record<string, unknown>>;
  /** What no store and no log may hold. */
  secrets: readonly string[];
};

const guest = (channel: Guest["channel"], from: string, customer: string, name: string, more: object = {}): Guest => ({
  ...{ channel, from, customer },
  attributes: { name, customers: { name, phone: from, email: `${customer}@post.example` }, ...more },
  secrets: [from.replace(/^[a-z]+:/, ""), customer, ...name.split(" ")],
});

export const GUESTS: readonly Guest[] = [
  guest("voice", "+15550103331", "kunde-90417", "Zebulon Quagmire", { called: "+15550100100", caller: "+15550103331" }),
  guest("chat", "+15550103332", "kunde-90418", "Ottoline Vexworth", { customerAddress: "+15550103332" }),
  guest("chat", "whatsapp:+15550103333", "kunde-90419", "Peregrine Oxtable"),
  guest("chat", "hildegard.umbra@post.example", "kunde-90420", "Hildegard Umbra", {
    customerAddress: "hildegard.umbra@post.example",
    customerName: "Hildegard Umbra",
  }),
  guest("chat", "messenger:7755510333444", "kunde-90421", "Ignatius Fernwhistle"),
  guest("voice", "sip:lobelia@trunk.example", "kunde-90422", "Lobelia Yarrowby", {
    direction: "outbound",
    outbound_to: "sip:lobelia@trunk.example",
  }),
];

/** The guest comes in and is answered; the task bears everything. */
export async function welcome(floor: Floor, { channel, from, customer, attributes }: Guest): Promise<string> {
  const sid = await arrive(floor, { channel, queue: "stock", from, customer, language: "en" });
  const { attributes: routed } = await floor.workspace.tasks(sid).fetch();
  await floor.workspace.tasks(sid).update({ attributes: JSON.stringify({ ...JSON.parse(routed), ...attributes }) });
  await accept(floor, sid);
  await floor.account.clock.advance(45);
  return sid;
}
