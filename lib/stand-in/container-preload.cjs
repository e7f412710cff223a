// Loaded before what runs within a container of the stand-in: `fetch` goes through the stand-in's proxy, which Node 20
// does not do by itself, and the endpoint of managed identities answers.
const { request: plainRequest } = require("node:http");
const { request: secureRequest } = require("node:https");
const { connect } = require("node:tls");
const { readFileSync } = require("node:fs");

const IDENTITIES = "169.254.169.254";
const proxy = new URL(process.env.HTTPS_PROXY);
const ca = readFileSync(process.env.SSL_CERT_FILE);

globalThis.fetch = async (asked, { method = "GET", headers = {}, body } = {}) => {
  const url = new URL(asked);
  return url.hostname === IDENTITIES ? signIn(url) : exchange(url, method, headers, body);
};

/** A token for the identity that is asked for, as Microsoft Entra ID gives one. */
async function signIn(url) {
  const login = new URL(`https://login.microsoftonline.com/${process.env.AZURE_TENANT_ID}/oauth2/v2.0/token`);
  const body = `client_id=${url.searchParams.get("client_id")}&grant_type=client_credentials`;
  return exchange(login, "POST", { "Content-Type": "application/x-www-form-urlencoded" }, body);
}

async function exchange(url, method, headers, body) {
  const socket = await tunnel(url.hostname);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const secured = () => connect({ socket, servername: url.hostname, ca });
    secureRequest(url, { method, headers: { ...headers, ...length }, createConnection: secured })
      .on("response", (message) => {
        const chunks = [];
        message
          .on("data", (chunk) => chunks.push(chunk))
          .on("end", () => {
            const status = message.statusCode;
            const empty = status === 204 || status === 304 || method === "HEAD";
            resolve(
              new Response(empty ? null : Buffer.concat(chunks), { status, headers: flat(message.headers) }),
            );
          });
      })
      .on("error", reject)
      .end(body);
  });
}

function flat(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function tunnel(host) {
  return new Promise((resolve, reject) => {
    plainRequest({ method: "CONNECT", host: proxy.hostname, port: proxy.port, path: `${host}:443` })
      .on("connect", ({ statusCode }, socket) => {
        if (statusCode === 200) resolve(socket);
        else reject(new Error(`the stand-in does not answer for ${host}`));
      })
      .on("error", reject)
      .end();
  });
}
