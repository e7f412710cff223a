/**
 * What the programs of this file begin with: requests to GitHub with the token of the job. Node.js is all that they need.
 * docs.github.com/rest
 */
const REQUESTS = `import { existsSync, readFileSync } from "node:fs";
const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, MARKER, NUMBER, RUN_URL, TITLE } = process.env;
async function send(method, path, body) {
  const response = await fetch(\`\${GITHUB_API_URL}/repos/\${GITHUB_REPOSITORY}/\${path}\`, {
    method,
    headers: { accept: "application/vnd.github+json", authorization: \`Bearer \${GITHUB_TOKEN}\` },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) throw new Error(\`\${method} \${path}: \${response.status} \${await response.text()}\`);
  return response.json();
}
// The one of an earlier run, and not one of a person who quotes the marker.
async function own(list) {
  for (let page = 1; ; page += 1) {
    const items = await send("GET", \`\${list}&per_page=100&page=\${page}\`);
    const found = items.find(
      (each) => each.user.login === "github-actions[bot]" && !each.pull_request && (each.body ?? "").startsWith(MARKER),
    );
    if (found || items.length < 100) return found;
  }
}`;

function program(text: string): string {
  return `node --input-type=module - <<"END"
${REQUESTS}
${text}
END`;
}

/** Writes comment.md as the comment of a pull request, or updates the comment. */
export const writeComment = program(`const body = readFileSync("comment.md", "utf8");
const comment = await own(\`issues/\${NUMBER}/comments?sort=created\`);
if (comment) await send("PATCH", \`issues/comments/\${comment.id}\`, { body });
else await send("POST", \`issues/\${NUMBER}/comments\`, { body });`);

/** Opens an issue with issue.md, or updates it. Where there is no issue.md, it closes the issue. */
export const writeIssue = program(`const issue = await own("issues?state=open");
if (existsSync("issue.md")) {
  const content = { title: TITLE, body: readFileSync("issue.md", "utf8") };
  if (issue) await send("PATCH", \`issues/\${issue.number}\`, content);
  else await send("POST", "issues", content);
} else if (issue) {
  const body = \`There is no drift any more: [log](\${RUN_URL}).\`;
  await send("POST", \`issues/\${issue.number}/comments\`, { body });
  await send("PATCH", \`issues/\${issue.number}\`, { state: "closed", state_reason: "completed" });
}`);

/** JavaScript that other steps include: whether a pull request is closed. One that does not exist is not, so that its environment stays. */
export const isClosedFunction = `const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN } = process.env;
async function isClosed(number) {
  const response = await fetch(\`\${GITHUB_API_URL}/repos/\${GITHUB_REPOSITORY}/pulls/\${number}\`, {
    headers: { accept: "application/vnd.github+json", authorization: \`Bearer \${GITHUB_TOKEN}\` },
    signal: AbortSignal.timeout(60_000),
  });
  if (response.status === 404) return false;
  if (!response.ok) throw new Error(\`GitHub answered \${response.status} for pull request \${number}\`);
  return (await response.json()).state === "closed";
}`;
