/**
 * The conditions of Split Based On: https://www.twilio.com/docs/studio/widget-library/split-based-on
 *
 * Text is compared without regard to case and to blanks around it. Times are HH:MM and dates YYYY-MM-DD of the account's
 * clock in UTC; a condition on them looks at the tested value where it is one, and at the clock otherwise.
 */
import { entryOf } from "../kernel/table";
import type { Condition } from "./model";

type Test = (tested: string, value: string, now: number) => boolean;

const plain = (text: string): string => text.trim().toLowerCase();
const listOf = (value: string): string[] => value.split(",").map(plain);
const timeOf = (text: string, now: number): string =>
  /^\d{1,2}:\d{2}/.test(text) ? text.padStart(5, "0") : new Date(now).toISOString().slice(11, 16);
const dateOf = (text: string, now: number): string =>
  /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : new Date(now).toISOString().slice(0, 10);

function matchesRegex(tested: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(tested);
  } catch {
    return false;
  }
}

const isNumber = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));
const numbers = (tested: string, value: string, test: (a: number, b: number) => boolean): boolean =>
  isNumber(tested) && isNumber(value) && test(Number(tested), Number(value));

const TESTS: Readonly<Record<string, Test>> = {
  equal_to: (tested, value) => plain(tested) === plain(value),
  not_equal_to: (tested, value) => plain(tested) !== plain(value),
  matches_any_of: (tested, value) => listOf(value).includes(plain(tested)),
  does_not_match_any_of: (tested, value) => !listOf(value).includes(plain(tested)),
  is_blank: (tested) => tested.trim() === "",
  is_not_blank: (tested) => tested.trim() !== "",
  regex: matchesRegex,
  contains: (tested, value) => plain(tested).includes(plain(value)),
  does_not_contain: (tested, value) => !plain(tested).includes(plain(value)),
  starts_with: (tested, value) => plain(tested).startsWith(plain(value)),
  does_not_start_with: (tested, value) => !plain(tested).startsWith(plain(value)),
  less_than: (tested, value) => numbers(tested, value, (a, b) => a < b),
  greater_than: (tested, value) => numbers(tested, value, (a, b) => a > b),
  is_before_time: (tested, value, now) => timeOf(tested, now) < timeOf(value, now),
  is_after_time: (tested, value, now) => timeOf(tested, now) > timeOf(value, now),
  is_before_date: (tested, value, now) => dateOf(tested, now) < dateOf(value, now),
  is_after_date: (tested, value, now) => dateOf(tested, now) > dateOf(value, now),
};

/** Whether a transition's conditions all hold. @param now milliseconds since the epoch */
export function holds(conditions: readonly Condition[], render: (text: string) => string, now: number): boolean {
  return conditions.every(({ type, value, arguments: tested }) => {
    const test = entryOf(TESTS, type);
    return test?.(render(tested[0] ?? ""), render(value), now) ?? false;
  });
}
