/**
 * Trouble with events on their way, off until somebody sets it. Event Streams and callbacks are documented to repeat,
 * reorder and lose events (https://www.twilio.com/docs/events/event-delivery-and-duplication); how often is not.
 *
 * Its chance is its own, from the account's seed: the rest of the account draws the same numbers with it and without.
 */
import { Chance } from "../kernel/chance";
import { TASK_ROUTER_PREFIX } from "./event-catalogue";
import { type EventFaultRule, type EventFaultSettings, faultSettingsOf } from "./fault-settings";

/** How one delivery travels. */
export type Passage = {
  delaySeconds: number;
  /** Seconds it waits at most for a later event to overtake it. */
  heldSeconds: number | undefined;
  batch: { size: number; withinSeconds: number } | undefined;
};

export type FaultCounts = {
  /** Events that were never sent to a consumer. */
  dropped: number;
  /** Deliveries on top of the one that was due. */
  duplicated: number;
  delayed: number;
  reordered: number;
  /** Events that travelled in a gathered delivery. */
  batched: number;
  /** Attempts that did not reach their consumer. */
  outage: number;
};

export type SavedFaults = { settings: EventFaultSettings; counts: FaultCounts; chance: readonly number[] };

const NOTHING: FaultCounts = { dropped: 0, duplicated: 0, delayed: 0, reordered: 0, batched: 0, outage: 0 };
const DIRECT: readonly Passage[] = [{ delaySeconds: 0, heldSeconds: undefined, batch: undefined }];

type CompiledRule = { rule: EventFaultRule; types: RegExp };

function compile(rule: EventFaultRule): CompiledRule {
  const glob = rule.types ?? "*";
  const whole = /^(\*|com\.twilio\.)/.test(glob) ? glob : TASK_ROUTER_PREFIX + glob;
  const pattern = whole.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return { rule, types: new RegExp(`^${pattern}$`) };
}

export class EventFaults {
  private current: EventFaultSettings = { rules: [] };
  private rules: readonly CompiledRule[] = [];
  private counted: FaultCounts = { ...NOTHING };
  private readonly chance: Chance;

  constructor(seed: number) {
    this.chance = new Chance(seed);
  }

  /**
   * Puts these rules in the place of those before.
   *
   * @throws Error that says which setting is wrong; nothing is changed then
   */
  set(settings: EventFaultSettings): void {
    this.current = structuredClone(faultSettingsOf(settings));
    this.rules = this.current.rules.map(compile);
  }

  /** All goes well from now on; what was counted stays. */
  clear(): void {
    this.set({ rules: [] });
  }

  settings(): EventFaultSettings {
    return structuredClone(this.current);
  }

  /** Since the account began. */
  counts(): FaultCounts {
    return { ...this.counted };
  }

  /** How an event travels to a consumer: once and at once, or otherwise; none at all where it is dropped. */
  passagesOf(consumer: string, type: string): readonly Passage[] {
    const rules = this.matching(consumer, type);
    if (rules.length === 0) return DIRECT;
    if (rules.some(({ dropped }) => this.befalls("dropped", dropped))) return [];
    const passages: Passage[] = [this.passage(rules, consumer)];
    for (const { duplicated } of rules) {
      if (!duplicated || this.chance.next() >= duplicated.rate) continue;
      this.counted.duplicated += duplicated.copies;
      for (let copy = 0; copy < duplicated.copies; copy++) passages.push(this.passage(rules, consumer));
    }
    return passages;
  }

  /** Whether an attempt at this moment cannot reach the consumer; such attempts are counted. */
  isOut(consumer: string, types: readonly string[], now: number): boolean {
    const isOut = types.some((type) =>
      this.matching(consumer, type).some(
        ({ outage }) => outage && Date.parse(outage.from) <= now && now < Date.parse(outage.to),
      ),
    );
    if (isOut) this.counted.outage++;
    return isOut;
  }

  save(): SavedFaults {
    return { settings: this.current, counts: this.counted, chance: this.chance.save() };
  }

  restore({ settings, counts, chance }: SavedFaults): void {
    this.set(settings);
    this.counted = counts;
    this.chance.restore(chance);
  }

  private passage(rules: readonly EventFaultRule[], consumer: string): Passage {
    let delaySeconds = 0;
    let heldSeconds: number | undefined;
    let batch: Passage["batch"];
    for (const { delayed, reordered, batched } of rules) {
      if (delayed && this.befalls("delayed", delayed)) {
        delaySeconds += delayed.minimumSeconds + this.chance.next() * (delayed.maximumSeconds - delayed.minimumSeconds);
      }
      if (reordered && this.befalls("reordered", reordered)) heldSeconds = reordered.withinSeconds;
      if (batched && consumer !== "callback" && this.befalls("batched", batched)) batch = batched;
    }
    return { delaySeconds, heldSeconds, batch };
  }

  private befalls(fault: keyof FaultCounts, setting: { rate: number } | undefined): boolean {
    if (!setting || this.chance.next() >= setting.rate) return false;
    this.counted[fault]++;
    return true;
  }

  private matching(consumer: string, type: string): readonly EventFaultRule[] {
    return this.rules
      .filter(({ rule, types }) => ["all", consumer].includes(rule.consumer ?? "all") && types.test(type))
      .map(({ rule }) => rule);
  }
}
