/** The library's only opening: what functions may import. The build makes it the private asset /lib.js. */

export { decideScored } from "../src/domain/coaching/scored";
export { decideMetrics } from "../src/domain/metrics";
export { decideRound } from "../src/domain/quality/round";
export { decideReconcile } from "../src/domain/reconcile";
export { decideRoute } from "../src/domain/routing";
export { decideTick } from "../src/domain/tick";
export { parseEventCallback, parseEventStreams } from "../src/http/closing-events";
export { loadCoaching, reportCoaching } from "../src/http/coaching";
export { loadHistory, parseContact } from "../src/http/contact";
export { decidePage, loadPage, parsePull } from "../src/http/contact-records";
export { pageReply } from "../src/http/contact-records-reply";
export { captureDisposition } from "../src/http/disposition";
export { contactEnded } from "../src/http/ended-contact";
export { endpoint } from "../src/http/endpoint";
export { loadFloor, parseTick } from "../src/http/floor";
export { flexUser, machine, signedByTwilio } from "../src/http/locks";
export { loadPulse, metricsReply } from "../src/http/metrics";
export { loadRound } from "../src/http/quality";
export { loadReconcile, parseReconcile, reconcileAnswer } from "../src/http/reconcile";
export { loadScored, parseScorecard } from "../src/http/scorecard";
export { adjustmentReply, workerAdjustment } from "../src/http/worker-adjustment";
