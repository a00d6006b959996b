/**
 * `floor rollback`: an earlier build in the place of the one that is live. Builds stay as they were uploaded, so nothing
 * is built again; variables belong to the environment and stay as they are.
 * https://www.twilio.com/docs/serverless/api/resource/deployment
 */
import type { Twilio } from "twilio";
import { type Build, type DeployedFile, type Deployment, type Environment, fetchBuild } from "./account/deployment";
import { AccountError, PAGE } from "./account/session";

/** A build that was live in the environment at some time. */
export type Deployed = {
  build: Build;
  /** When it was last activated. */
  deployedAt: Date;
  isLive: boolean;
};

/** Fewer are kept than were made: what is not live is deleted after a while. */
async function existing(client: Twilio, serviceSid: string, buildSid: string): Promise<Build | undefined> {
  try {
    return await fetchBuild(client, serviceSid, buildSid);
  } catch (error) {
    if ((error as { status?: number }).status === 404) return undefined;
    throw error;
  }
}

/** The builds that were live in an environment and are there still, the newest build first. */
export async function listDeployed(client: Twilio, environment: Environment): Promise<Deployed[]> {
  const { serviceSid, sid, buildSid } = environment;
  const deployments = await client.serverless.v1.services(serviceSid).environments(sid).deployments.list(PAGE);
  const latest = new Map<string, Date>();
  for (const { buildSid: of, dateCreated } of deployments) {
    const known = latest.get(of);
    if (of && (!known || known < dateCreated)) latest.set(of, dateCreated);
  }
  const found: Deployed[] = [];
  for (const [of, deployedAt] of latest) {
    const build = await existing(client, serviceSid, of);
    if (build) found.push({ build, deployedAt, isLive: of === buildSid });
  }
  return found.sort((a, b) => b.build.createdAt.getTime() - a.build.createdAt.getTime());
}

/**
 * The build to go back to: the newest that is older than the live one, so that going back twice goes back two steps.
 * @param given its SID, where it is not to be that
 * @throws AccountError where there is none
 */
export function targetOf(deployed: readonly Deployed[], given?: string): Build {
  if (given !== undefined) {
    const found = deployed.find(({ build }) => build.sid === given);
    if (!found)
      throw new AccountError(`${given} was not deployed here, or is gone: \`npm run floor -- rollback --list\``);
    if (found.isLive) throw new AccountError(`${given} is what is live: nothing to do`);
    return found.build;
  }
  const live = deployed.find(({ isLive }) => isLive);
  const older = deployed.find(({ build }) => live && build.createdAt < live.build.createdAt);
  if (older) return older.build;
  throw new AccountError("no earlier build is there to go back to: check out the commit you want and `npm run deploy`");
}

/** Paths of both builds, each with the file it is in them. */
function pairsOf(before: readonly DeployedFile[], after: readonly DeployedFile[]) {
  const byPath = (files: readonly DeployedFile[]) => new Map(files.map((file) => [file.path, file]));
  const [was, is] = [byPath(before), byPath(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])].sort();
  return paths.map((path) => ({ path, was: was.get(path), is: is.get(path) }));
}

/** Every deployment uploads everything anew, so that only the text tells whether a function is another. */
async function functionChanges(client: Twilio, serviceSid: string, before: Build, after: Build): Promise<string[]> {
  const contentOf = async ({ sid, versionSid }: DeployedFile) => {
    const version = client.serverless.v1.services(serviceSid).functions(sid).functionVersions(versionSid);
    return (await version.functionVersionContent().fetch()).content;
  };
  const changes: string[] = [];
  for (const { path, was, is } of pairsOf(before.functions, after.functions)) {
    if (!was) changes.push(`function ${path} is there again`);
    else if (!is) changes.push(`function ${path} is gone`);
    else if (was.versionSid !== is.versionSid && (await contentOf(was)) !== (await contentOf(is))) {
      changes.push(`function ${path} is another`);
    }
  }
  return changes;
}

/** The text of assets cannot be read: where they were uploaded anew, they may be others. */
const assetChanges = (before: Build, after: Build): string[] =>
  pairsOf(before.assets, after.assets).flatMap(({ path, was, is }) => {
    if (!was) return [`asset ${path} is there again`];
    if (!is) return [`asset ${path} is gone`];
    return was.versionSid === is.versionSid ? [] : [`asset ${path} is of that upload`];
  });

const packageChanges = ({ dependencies: before }: Build, { dependencies: after }: Build): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((name) => before[name] !== after[name])
    .map((name) => `package ${name} ${before[name] ?? "none"} -> ${after[name] ?? "none"}`);

/** What is another where one build takes the place of another, a line each. */
export async function buildChanges(client: Twilio, serviceSid: string, before: Build, after: Build): Promise<string[]> {
  return [
    ...(await functionChanges(client, serviceSid, before, after)),
    ...assetChanges(before, after),
    ...packageChanges(before, after),
    ...(before.runtime === after.runtime ? [] : [`runtime ${before.runtime} -> ${after.runtime}`]),
  ];
}

export type RollbackOptions = {
  /** Waits a moment between two looks. */
  pause: () => Promise<void>;
  /** How often it is looked whether the build is live. */
  looks?: number;
};

/**
 * Activates a build, and waits until the environment says that it is live.
 * @throws AccountError where it does not become live
 */
export async function activate(
  client: Twilio,
  { serviceSid, sid }: Environment,
  build: Build,
  { pause, looks = 30 }: RollbackOptions,
): Promise<Deployment> {
  const context = client.serverless.v1.services(serviceSid).environments(sid);
  await context.deployments.create({ buildSid: build.sid });
  for (let look = 0; look < looks; look++) {
    const { buildSid, domainName, domainSuffix } = await context.fetch();
    if (buildSid === build.sid) {
      const suffix = domainSuffix ?? "";
      return { build, environment: { serviceSid, sid, suffix, url: `https://${domainName}`, buildSid } };
    }
    await pause();
  }
  throw new AccountError(`${build.sid} is not live yet: \`npm run floor -- doctor\` tells when it is`);
}
