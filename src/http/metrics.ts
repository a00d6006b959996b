/**
 * operations/metrics: metric families as OpenMetrics text, https://prometheus.io/docs/specs/om/open_metrics_spec/
 *
 * Written here and not by `prom-client`: that keeps counters in the memory of a long-lived process, which a Function is
 * not. Ours are in the pulse.
 */
import type { Decision } from "../domain/decision";
import type { MetricFamily, Sample } from "../domain/metrics";
import type { Pulse } from "../domain/pulse";
import { fetchPulse } from "../twilio/pulse";
import type { Session } from "../twilio/session";
import type { Reply } from "./reply";

const CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

export async function loadPulse(session: Session): Promise<Pulse> {
  return (await fetchPulse(session)).pulse;
}

const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");

function labelled(labels: Sample["labels"]): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}

function linesOf({ name, type, unit, help, samples, created }: MetricFamily): string[] {
  const values = samples.flatMap(({ labels, value }) => {
    const line = `${name}${type === "counter" ? "_total" : ""}${labelled(labels)} ${value}`;
    return created === undefined ? [line] : [line, `${name}_created${labelled(labels)} ${created}`];
  });
  const described = [`# TYPE ${name} ${type}`, ...(unit ? [`# UNIT ${name} ${unit}`] : []), `# HELP ${name} ${help}`];
  return [...described, ...values];
}

export const openMetricsOf = (families: readonly MetricFamily[]): string =>
  `${[...families.flatMap(linesOf), "# EOF"].join("\n")}\n`;

export function metricsReply([decision]: readonly Decision<string, readonly MetricFamily[] | undefined>[]): Reply {
  return { status: 200, text: openMetricsOf(decision?.answer ?? []), contentType: CONTENT_TYPE };
}
