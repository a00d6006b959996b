/**
 * What reads would have answered a while ago.
 *
 * Before every write each read that is remembered is asked once more, and so are the plain fetch and the plain
 * list of what is about to be written, whether anybody has asked for them or not. Each of those answers was true up to
 * the moment it was taken, so a stale read is one of them. A read with other parameters that nobody has asked for yet
 * is answered as things are, which is no more than a copy that happens to be up to date.
 */
import type { AccountRequest } from "../kernel/account-request";
import { notFound, type RestResponse } from "../kernel/rest";

/** An answer, and the last moment (milliseconds since the epoch) it is known to have been true. */
type PastAnswer = { response: RestResponse; trueAt: number };
type Remembered = { request: AccountRequest; answers: PastAnswer[] };

export type SavedAnswers = Map<string, Remembered>;

/** Reads that are remembered: lists rather than single resources, and those that were asked for last. */
const KEPT = 300;
const OF_ONE_RESOURCE = /\/[A-Z]{2}[0-9a-f]{32}(\.json)?$/;

const keyOf = ({ product, path, parameters }: AccountRequest): string =>
  `${product}${path}?${JSON.stringify(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

/** Paths of https://www.twilio.com/docs/usage/api end in it. */
const suffixOf = (path: string): string => (path.endsWith(".json") ? ".json" : "");

export type Look = (request: AccountRequest) => RestResponse | undefined;

export class PastAnswers {
  private remembered: SavedAnswers = new Map();
  private readonly look: Look;

  /** @param look what a read would answer now, without its counting as asked; undefined for what is no read of this kind */
  constructor(look: Look) {
    this.look = look;
  }

  /** Before a write: what is true now will soon be past. */
  keep(write: AccountRequest, now: number, seconds: number): void {
    for (const path of [write.path, write.path.replace(/\/[^/]+$/, "").concat(suffixOf(write.path))]) {
      const request = { ...write, method: "GET", path, parameters: {}, headers: {} };
      if (!this.remembered.has(keyOf(request))) this.remember(request);
    }
    for (const [key, one] of this.remembered) {
      const response = this.look(one.request);
      one.answers = one.answers.filter(({ trueAt }) => trueAt >= now - seconds * 1000);
      if (response) one.answers.push({ response, trueAt: now });
      else this.remembered.delete(key);
    }
  }

  /** After a write: what it has created was not there before. */
  keepAbsence(write: AccountRequest, { status, body }: RestResponse, now: number): void {
    if (status !== 201 || typeof body !== "object" || body === null) return;
    const names = body as { sid?: unknown; unique_name?: unknown; key?: unknown };
    const suffix = suffixOf(write.path);
    for (const name of [names.sid, names.unique_name, names.key]) {
      if (typeof name !== "string") continue;
      const path = `${write.path.slice(0, write.path.length - suffix.length)}/${encodeURIComponent(name)}${suffix}`;
      const read = { ...write, method: "GET", path, parameters: {}, headers: {} };
      if (!this.look(read) || this.remembered.has(keyOf(read))) continue;
      const error = notFound(path);
      this.remember(read).answers.push({ response: { status: error.status, body: error.toBody() }, trueAt: now });
    }
  }

  /** A read that was answered as things are. */
  note(request: AccountRequest, response: RestResponse, now: number): void {
    const { answers } = this.remember(request);
    const last = answers.at(-1);
    if (last && JSON.stringify(last.response.body) === JSON.stringify(response.body)) last.trueAt = now;
    else answers.push({ response: structuredClone(response), trueAt: now });
  }

  /** The oldest answer that was still true at most so many seconds ago. */
  recall(request: AccountRequest, now: number, seconds: number): RestResponse | undefined {
    if (!this.remembered.has(keyOf(request))) return undefined;
    const past = this.remember(request).answers.find(({ trueAt }) => trueAt >= now - seconds * 1000);
    return past && structuredClone(past.response);
  }

  clear(): void {
    this.remembered.clear();
  }

  save(): SavedAnswers {
    return this.remembered;
  }

  restore(saved: SavedAnswers): void {
    this.remembered = saved;
  }

  private remember(request: AccountRequest): Remembered {
    const key = keyOf(request);
    const one = this.remembered.get(key) ?? { request, answers: [] };
    // The last asked for is the last to be forgotten.
    this.remembered.delete(key);
    this.remembered.set(key, one);
    if (this.remembered.size > KEPT) this.forgetOne();
    return one;
  }

  private forgetOne(): void {
    const all = [...this.remembered];
    const [key] = all.find(([, { request }]) => OF_ONE_RESOURCE.test(request.path)) ?? all[0] ?? [];
    if (key !== undefined) this.remembered.delete(key);
  }
}
