/** Nothing lost, nothing twice, nothing wrong: thousands of contacts while everything around the functions fails. */
import ora from "ora";
import type { Bench } from "./bench";
import { playSoak } from "./records/soak";

const CONTACTS = { full: 20_000, quick: 500 };
/** Contacts a second. */
const RATE = 3;

export const recordsSoak: Bench = {
  describes: "contacts recorded under faults of all kinds, before and after reconcile, against what really happened",
  measure: async ({ quick }) => {
    const contacts = quick ? CONTACTS.quick : CONTACTS.full;
    const spinner = ora({ text: "hiring people" }).start();
    const show = (text: string) => {
      spinner.text = text;
    };
    const figures = await playSoak({ contacts, rate: RATE }, show).finally(() => spinner.stop());
    return figures;
  },
};
