/** Map items against a plain model of them, over whatever is done to them in whatever order. */
import fc from "fast-check";
import { Account } from "../../simulator/account";

type Kept = { n: number; revision: number; expiresAt: number | null };
type Condition = "none" | "right" | "wrong";
type Start = { key: string; bounds: "inclusive" | "exclusive" };

type Command =
  | { do: "create" | "update"; key: string; n: number; ttl: number | undefined; condition: Condition }
  | { do: "remove"; key: string; condition: Condition }
  | { do: "fetch"; key: string }
  | { do: "list"; order: "asc" | "desc"; start: Start | undefined; pageSize: number }
  | { do: "restore" };

const keys = fc.constantFrom("a", "B", "b", "10", "9", "é");
const conditions = fc.constantFrom<Condition>("none", "right", "wrong");
const ttls = fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined });
const commands = fc.oneof(
  fc.record({
    do: fc.constantFrom("create", "update"),
    key: keys,
    n: fc.nat(9),
    ttl: ttls,
    condition: conditions,
  }),
  fc.record({ do: fc.constant("remove"), key: keys, condition: conditions }),
  fc.record({ do: fc.constant("fetch"), key: keys }),
  fc.record({
    do: fc.constant("list"),
    order: fc.constantFrom("asc", "desc"),
    start: fc.option(fc.record({ key: keys, bounds: fc.constantFrom("inclusive", "exclusive") }), { nil: undefined }),
    pageSize: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ do: fc.constant("restore") }),
) as fc.Arbitrary<Command>;

/** What the account should answer: what an item holds, keys, or the status of a refusal. */
class Model {
  private readonly items = new Map<string, Kept>();

  answer(command: Command, now: number): unknown {
    for (const [key, { expiresAt }] of this.items) {
      if (expiresAt !== null && expiresAt <= now) this.items.delete(key);
    }
    if (command.do === "restore") return "restored";
    if (command.do === "list") return this.list(command);
    if (command.do === "create") return this.create(command, now);
    return this.onExisting(command, now);
  }

  revisionOf(key: string): number {
    return this.items.get(key)?.revision ?? 0;
  }

  private create({ key, n, ttl }: Extract<Command, { n: number }>, now: number): unknown {
    if (this.items.has(key)) return 409;
    this.items.set(key, { n, revision: 0, expiresAt: ttl ? now + ttl * 1000 : null });
    return { n, revision: "0" };
  }

  private onExisting(command: Exclude<Command, { do: "list" | "restore" }>, now: number): unknown {
    const kept = this.items.get(command.key);
    if (!kept) return 404;
    if (command.do === "fetch") return { n: kept.n, revision: String(kept.revision) };
    if (command.condition === "wrong") return 412;
    if (command.do === "remove") return this.items.delete(command.key);
    kept.n = command.n;
    kept.revision++;
    if (command.ttl !== undefined) kept.expiresAt = command.ttl ? now + command.ttl * 1000 : null;
    return { n: kept.n, revision: String(kept.revision) };
  }

  private list({ order, start }: Extract<Command, { do: "list" }>): string[] {
    const ascending = [...this.items.keys()].sort((a, b) => (a < b ? -1 : 1));
    const all = order === "asc" ? ascending : ascending.toReversed();
    if (!start) return all;
    return all.filter(
      (key) =>
        (order === "asc" ? key > start.key : key < start.key) || (start.bounds === "inclusive" && key === start.key),
    );
  }
}

const openAccount = async () => {
  const account = new Account({ seed: 1 });
  const { sid } = await account.client().sync.v1.services.create();
  await account.client().sync.v1.services(sid).syncMaps.create({ uniqueName: "claims" });
  return { account, sid };
};

async function perform(account: Account, serviceSid: string, command: Command, revision: number): Promise<unknown> {
  if (command.do === "restore") return "restored";
  const items = account.client().sync.v1.services(serviceSid).syncMaps("claims").syncMapItems;
  if (command.do === "list") {
    const { order, start, pageSize } = command;
    const from = start ? { from: start.key, bounds: start.bounds } : {};
    return (await items.list({ order, pageSize, ...from })).map(({ key }) => key);
  }
  const { key } = command;
  if (command.do === "fetch") return shown(await items(key).fetch());
  const condition = conditionOf(command.condition, revision);
  if (command.do === "remove") return items(key).remove(condition);
  const { n, ttl } = command;
  const written = { data: { n }, ...(ttl === undefined ? {} : { itemTtl: ttl }) };
  return shown(
    await (command.do === "create"
      ? items.create({ key, ...written })
      : items(key).update({ ...written, ...condition })),
  );
}

const shown = ({ data, revision }: { data: unknown; revision: string }) => ({ ...Object(data), revision });

function conditionOf(condition: Condition, revision: number): { ifMatch?: string } {
  if (condition === "none") return {};
  return { ifMatch: String(condition === "right" ? revision : revision + 1) };
}

const orStatus = (answer: Promise<unknown>): Promise<unknown> =>
  answer.catch(({ status }: { status: number }) => status);

test("map items are what a plain map with revisions and ends would hold, a snapshot taken at any moment", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(commands, { maxLength: 40 }), async (all) => {
      let { account, sid } = await openAccount();
      const model = new Model();
      for (const command of all) {
        if (command.do === "restore") {
          const restored = new Account();
          restored.restore(account.snapshot());
          account = restored;
        }
        const revision = "key" in command ? model.revisionOf(command.key) : 0;
        const wanted = model.answer(command, account.clock.now());

        expect(await orStatus(perform(account, sid, command, revision))).toEqual(wanted);
        await account.clock.advance(1);
      }
    }),
    { numRuns: 50 },
  );
});
