/** Which calls ListCall shows. The account has no child calls, so that no call has a parent. */
import { dateFilterNames, readDateFilter } from "../api/date-filter";
import { type Parameters, text } from "../kernel/rest";
import { oneOf, sidParameter } from "../kernel/typed-parameters";
import { CALL_STATUSES, type Call } from "./model";

export const LIST_PARAMETERS = [
  "To",
  "From",
  "ParentCallSid",
  "Status",
  ...dateFilterNames("StartTime"),
  ...dateFilterNames("EndTime"),
];

export function readCallFilter(parameters: Parameters): (call: Call) => boolean {
  const to = text(parameters, "To");
  const from = text(parameters, "From");
  const parent = sidParameter(parameters, "ParentCallSid", "CA");
  const status = oneOf(parameters, "Status", CALL_STATUSES);
  const isStarted = readDateFilter(parameters, "StartTime");
  const isEnded = readDateFilter(parameters, "EndTime");
  return (call) =>
    parent === undefined &&
    (to === undefined || call.to === to) &&
    (from === undefined || call.from === from) &&
    (status === undefined || call.status === status) &&
    isStarted(call.startedAt) &&
    isEnded(call.endedAt);
}
