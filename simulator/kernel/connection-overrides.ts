/**
 * Connection overrides in the fragment of a webhook's URL, such as `#rc=2&rp=5xx,ct`:
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 *
 * Modelled: `rc`, `rp`, `ct`, `rt`, `tt`. Not modelled: `e` (edge locations) and `sni`, which change nothing here; a
 * connection takes no time here, so `ct` is read and has no effect.
 */

/** What `rp` may name: a failed connection, no answer in time, or an answer of a class. */
export type RetryPolicy = "ct" | "rt" | "4xx" | "5xx";

export type ConnectionOverrides = {
  /** How often a failed request is repeated. */
  retries: number;
  policies: readonly RetryPolicy[];
  /** Milliseconds, as the other two. */
  connectTimeout: number;
  readTimeout: number;
  /** For all attempts together. */
  totalTimeout: number;
};

const POLICIES: readonly RetryPolicy[] = ["ct", "rt", "4xx", "5xx"];

/** The documented bounds and defaults. */
const NUMBERS = {
  rc: { minimum: 0, maximum: 5, otherwise: 1 },
  ct: { minimum: 100, maximum: 10_000, otherwise: 5000 },
  rt: { minimum: 100, maximum: 15_000, otherwise: 15_000 },
  tt: { minimum: 100, maximum: 15_000, otherwise: 15_000 },
} as const;

/** Values out of bounds are brought into them; what cannot be read counts as not there. */
export function connectionOverridesOf(url: string): ConnectionOverrides {
  const fragment = new URLSearchParams(url.split("#")[1] ?? "");
  const number = (name: keyof typeof NUMBERS): number => {
    const { minimum, maximum, otherwise } = NUMBERS[name];
    const value = Number.parseInt(fragment.get(name) ?? "", 10);
    return Number.isNaN(value) ? otherwise : Math.min(maximum, Math.max(minimum, value));
  };
  return {
    retries: number("rc"),
    policies: policiesOf(fragment.get("rp")),
    connectTimeout: number("ct"),
    readTimeout: number("rt"),
    totalTimeout: number("tt"),
  };
}

function policiesOf(text: string | null): readonly RetryPolicy[] {
  const names = (text ?? "").split(",");
  if (names.includes("all")) return POLICIES;
  const known = POLICIES.filter((policy) => names.includes(policy));
  return known.length > 0 ? known : ["ct"];
}
