/** studio/capture-disposition: which task, and how it ended. */
import * as v from "valibot";
import type { Config } from "../config";
import type { GivenDisposition } from "../domain/disposition";
import { oneOf, read, sidField } from "./read";
import type { FunctionEvent } from "./runtime";

export function parseDisposition(event: FunctionEvent, { policy }: Config): readonly GivenDisposition[] {
  const schema = v.object({ taskSid: sidField("WT"), disposition: oneOf(Object.keys(policy.dispositions)) });
  const { taskSid, disposition } = read(schema, event);
  return [{ taskSid, code: disposition }];
}
