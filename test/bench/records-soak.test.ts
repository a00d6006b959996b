/** The soak, small: what the large one measures holds for a few contacts as well. */
import { playSoak } from "../../bench/records/soak";

test("after reconcile nothing is missing, nothing is there twice and nothing is wrong, and every webhook has come", async () => {
  const figures = await playSoak({ contacts: 150, rate: 3 }, () => {});

  expect(figures).toMatchObject({
    contacts: 150,
    ...{ missing: 0, duplicates: 0, wrongFields: 0, webhooksLost: 0, webhooksSeenTwiceByReceiverKey: 0 },
  });
  expect(figures.repaired).toBeGreaterThanOrEqual(figures.dropped);
  for (const happened of [figures.dropped, figures.webhooks, figures.callsStruck]) expect(happened).toBeGreaterThan(0);
}, 120_000);
