/** The pulse as metrics: names, units and what they mean; how they are written is not known here. */
import { type Decision, nothing } from "./decision";
import type { Pulse } from "./pulse";
import type { QueueFigures } from "./queue-figures";

export type Sample = { labels: Readonly<Record<string, string>>; value: number };

/** https://prometheus.io/docs/specs/om/open_metrics_spec/ */
export type MetricFamily = {
  /** Ends in its unit where it has one. */
  name: string;
  type: "gauge" | "counter";
  unit?: "seconds";
  help: string;
  samples: readonly Sample[];
  /** Of a counter: since when it counts, in seconds of the epoch. */
  created?: number;
};

type QueueMetric = Omit<MetricFamily, "samples" | "created"> & { of: (figures: QueueFigures) => number };

const QUEUE_METRICS: readonly QueueMetric[] = [
  {
    name: "floor_queue_waiting_contacts",
    type: "gauge",
    help: "Contacts that wait: pending and reserved tasks.",
    of: ({ waiting }) => waiting,
  },
  {
    name: "floor_queue_longest_wait_seconds",
    type: "gauge",
    unit: "seconds",
    help: "How long the first of those who wait has waited.",
    of: ({ longestWait }) => longestWait,
  },
  {
    name: "floor_queue_available_workers",
    type: "gauge",
    help: "Workers in an available activity, busy ones included.",
    of: ({ available }) => available,
  },
  {
    name: "floor_queue_answered_contacts",
    type: "counter",
    help: "Contacts answered today.",
    of: ({ answered }) => answered,
  },
  {
    name: "floor_queue_answered_within_promise_contacts",
    type: "counter",
    help: "Contacts answered today within the queue's promise.",
    of: ({ answeredWithin }) => answeredWithin,
  },
  {
    name: "floor_queue_abandoned_contacts",
    type: "counter",
    help: "Contacts abandoned today.",
    of: ({ abandoned }) => abandoned,
  },
  {
    name: "floor_queue_abandoned_within_promise_contacts",
    type: "counter",
    help: "Contacts abandoned today within the queue's promise.",
    of: ({ abandonedWithin }) => abandonedWithin,
  },
  {
    name: "floor_queue_waited_seconds",
    type: "counter",
    unit: "seconds",
    help: "What the contacts answered today have waited, together.",
    of: ({ waited }) => waited,
  },
];

const secondsOf = (iso: string): number => Date.parse(iso) / 1000;

/** A queue's figures; counters begin again at midnight, UTC, as the day's figures do. */
function familyOf({ of, ...metric }: QueueMetric, { queues, day }: Pulse): MetricFamily {
  const samples = Object.entries(queues).map(([queue, figures]) => ({ labels: { queue }, value: of(figures) }));
  return metric.type === "counter" && day !== null
    ? { ...metric, samples, created: secondsOf(`${day}T00:00:00Z`) }
    : { ...metric, samples };
}

/** What concerns the whole floor. */
function floorFamilies({ tickedAt, queues, alerts, capacity, promised }: Pulse, now: Date): MetricFamily[] {
  const age = tickedAt === null ? [] : [{ labels: {}, value: now.getTime() / 1000 - secondsOf(tickedAt) }];
  const standing = Object.keys(queues).map((queue) => ({
    labels: { queue },
    value: Object.hasOwn(alerts, queue) ? 1 : 0,
  }));
  return [
    {
      name: "floor_pulse_age_seconds",
      type: "gauge",
      unit: "seconds",
      help: "How long ago the last tick was; none where there was none.",
      samples: age,
    },
    {
      name: "floor_queue_alert",
      type: "gauge",
      help: "1 while the longest wait is past its limit, as people were told.",
      samples: standing,
    },
    {
      name: "floor_raised_workers",
      type: "gauge",
      help: "Workers whose capacity the tick has raised.",
      samples: [{ labels: {}, value: capacity.raised ? 1 : 0 }],
    },
    {
      name: "floor_promised_effects",
      type: "gauge",
      help: "What the last tick promised and is not known to be done.",
      samples: [{ labels: {}, value: promised.length }],
    },
  ];
}

export function decideMetrics(pulse: Pulse, now: Date): Decision<"metrics-read", readonly MetricFamily[]> {
  const answer = [...QUEUE_METRICS.map((metric) => familyOf(metric, pulse)), ...floorFamilies(pulse, now)];
  return { ...nothing("metrics-read"), answer };
}
