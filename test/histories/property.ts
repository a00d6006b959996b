/**
 * The property: whatever goes wrong while contacts are recorded, after reconcile ledger and feed are what they are when
 * nothing goes wrong, byte for byte, and that is what happened.
 */
import type { HostedBuild } from "../../simulator/functions/hosted-build";
import { type Held, type History, play, undisturbed } from "./play";
import type { Stage } from "./stage";

/** What a play without trouble holds, by the history's number: it is the same for every variant. */
export async function differences(stage: Stage, history: History, build?: HostedBuild): Promise<string[]> {
  const clean = await play(stage, undisturbed(history));
  const held = await play(stage, history, build);
  return [
    ...(held.claims === clean.claims ? [] : [`claims: ${held.claims} instead of ${clean.claims}`]),
    ...(held.records === clean.records ? [] : [`records: ${held.records} instead of ${clean.records}`]),
    ...held.doubles.map((double) => `twice: ${double}`),
    ...held.unrecorded.map((sid) => `told and not recorded: ${sid}`),
    ...(held.repairedAgain === 0 ? [] : [`a last run repaired ${held.repairedAgain}`]),
    ...untrue(clean),
  ];
}

/** Fields of records that are not what those who stood beside the contacts saw. */
export function untrue({ newest, truths }: Pick<Held, "newest" | "truths">): string[] {
  const byTask = new Map<string, Readonly<Record<string, unknown>>>(newest.map((record) => [record.taskSid, record]));
  return truths.flatMap((truth) => {
    const record = byTask.get(truth.taskSid);
    if (!record) return [`missing: ${truth.taskSid}`];
    return Object.entries(truth).flatMap(([field, value]) => {
      const [is, was] = [record[field], value].map((one) => JSON.stringify(one));
      return is === was ? [] : [`${truth.taskSid} ${field}: ${is} instead of ${was}`];
    });
  });
}
