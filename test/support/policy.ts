/** A policy of two queues, small enough to know by heart. */
import type { Policy, QueuePolicy } from "../../src/domain/policy";

export const salesQueue: QueuePolicy = {
  skill: "sales",
  promise: { within: 20, target: 0.8 },
  best: 4,
  overflow: { after: 40, to: "care" },
  longestWait: 100,
  dispositions: ["sold", "follow-up"],
};

const careQueue: QueuePolicy = {
  skill: "care",
  promise: { within: 30, target: 0.7 },
  longestWait: 200,
  dispositions: ["resolved", "follow-up"],
  dispositionFields: ["topic"],
};

export const policy: Policy = {
  version: 1,
  hours: { opens: "08:00", closes: "20:00" },
  skills: { sales: { levels: { from: 1, to: 5 } }, care: { levels: { from: 1, to: 5 } } },
  queues: { sales: salesQueue, care: careQueue },
  segments: [
    {
      name: "regulars",
      when: { contacts: 2, withinDays: 7 },
      priority: 9,
      steps: [{ to: "last-worker", hold: 10 }, { to: "best" }, { to: "queue" }],
    },
    { name: "everyone", priority: 1, steps: [{ to: "best" }, { to: "queue" }] },
  ],
  channels: { voice: { exclusive: true }, chat: {} },
  dispositions: {
    sold: { label: "Sold", fields: ["order", "amount"] },
    resolved: { label: "Resolved" },
    "follow-up": { label: "Follow-up", fields: ["topic"] },
  },
  dispositionFields: {
    order: { type: "text", label: "Order", required: true, maximum: 10, insights: "conversation_label_1" },
    amount: { type: "number", label: "Amount", minimum: 0, maximum: 100, insights: "conversation_measure_1" },
    topic: { type: "choice", label: "Topic", options: ["price", "delivery"], insights: "conversation_attribute_1" },
  },
  capacity: { channel: "chat", minimum: 1, maximum: 4, raise: { waiting: 2, longestWait: 20 }, calm: 300 },
  alerts: { clearBelow: 0.5 },
  history: { days: 30 },
  roster: [{ names: ["ana", "bruno"], skills: { sales: 4, care: 2 }, capacity: { voice: 1, chat: 2 } }],
};
