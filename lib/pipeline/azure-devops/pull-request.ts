/** For conditions: the pull request of a run comes from a fork. */
export const IS_FORK = "variables['System.PullRequest.IsFork'], 'True'";

/** learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads */
export const POST_COMMENT = `echo "##vso[task.uploadsummary]$PWD/comment.md"
if [ "$BUILD_REPOSITORY_PROVIDER" != TfsGit ]; then
  echo "##vso[task.logissue type=warning]The repository is not in Azure Repos: the comment is in the summary of this run alone."
  exit 0
fi
node --input-type=module - <<"END"
import { readFileSync } from "node:fs";
const { BUILD_REPOSITORY_ID, MARKER, SYSTEM_ACCESSTOKEN, SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECTID } = process.env;
const pullRequest = process.env.SYSTEM_PULLREQUEST_PULLREQUESTID;
const repository = \`\${SYSTEM_COLLECTIONURI}\${SYSTEM_TEAMPROJECTID}/_apis/git/repositories/\${BUILD_REPOSITORY_ID}\`;
async function send(method, path, body) {
  const response = await fetch(\`\${repository}/pullRequests/\${pullRequest}/threads\${path}?api-version=7.1\`, {
    method,
    headers: { authorization: \`Bearer \${SYSTEM_ACCESSTOKEN}\`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok)
    throw new Error(
      \`\${method} threads\${path}: \${response.status}. The build service needs the permission "Contribute to pull requests".\`,
    );
  return response.json();
}
const content = readFileSync("comment.md", "utf8");
const { value: threads } = await send("GET", "");
const isOwn = ({ comments, isDeleted }) => !isDeleted && (comments?.[0]?.content ?? "").startsWith(MARKER);
const own = threads.find(isOwn);
if (own) await send("PATCH", \`/\${own.id}/comments/\${own.comments[0].id}\`, { content });
else await send("POST", "", { status: "closed", comments: [{ parentCommentId: 0, commentType: "text", content }] });
END`;

/**
 * JavaScript that other steps include: whether a pull request is closed. In a repository outside of Azure Repos none is.
 * learn.microsoft.com/rest/api/azure/devops/git/pull-requests/get-pull-request
 */
export const isClosedFunction = `const { BUILD_REPOSITORY_ID, BUILD_REPOSITORY_PROVIDER, SYSTEM_ACCESSTOKEN } = process.env;
const { SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECTID } = process.env;
const repository = \`\${SYSTEM_COLLECTIONURI}\${SYSTEM_TEAMPROJECTID}/_apis/git/repositories/\${BUILD_REPOSITORY_ID}\`;
async function isClosed(number) {
  if (BUILD_REPOSITORY_PROVIDER !== "TfsGit") return false;
  const response = await fetch(\`\${repository}/pullRequests/\${number}?api-version=7.1\`, {
    headers: { authorization: \`Bearer \${SYSTEM_ACCESSTOKEN}\` },
    signal: AbortSignal.timeout(60_000),
  });
  if (response.status === 404) return false;
  if (!response.ok) throw new Error(\`Azure DevOps answered \${response.status} for pull request \${number}\`);
  return ["abandoned", "completed"].includes((await response.json()).status);
}`;
