/** Two complete files, for either system. */
export const github = {
  system: "github",
  environments: {
    dev: {
      login: {
        issuer: "https://token.actions.githubusercontent.com",
        plan: { subject: "repo:acme@123/notes@456:environment:dev-plan" },
        apply: {
          subject: "repo:acme@123/notes@456:environment:dev",
          clientId: "1f6dd1a4-0000-4000-8000-000000000001",
        },
      },
      tenantId: "0b3a2f4e-1111-2222-3333-444455556666",
    },
    prod: {
      login: {
        issuer: "https://token.actions.githubusercontent.com",
        plan: { subject: "repo:acme@123/notes@456:environment:prod-plan" },
        apply: { subject: "repo:acme@123/notes@456:environment:prod" },
      },
      tenantId: "0b3a2f4e-1111-2222-3333-444455556666",
      subscriptionId: "0b3a2f4e-1111-2222-3333-777788889999",
      after: "dev",
    },
  },
} as const;

const ENTRA = "https://login.microsoftonline.com/0b3a2f4e-1111-2222-3333-444455556666/v2.0";

export const azureDevOps = {
  system: "azure-devops",
  environments: {
    dev: {
      login: {
        issuer: ENTRA,
        plan: {
          subject:
            "/eid1/c/pub/t/TjPmpwe/a/xAcA/sc/0b3a2f4e-1111-2222-3333-444455556666/1f6dd1a4-0000-4000-8000-000000000001",
          serviceConnection: "notes dev plan",
          serviceConnectionId: "1f6dd1a4-0000-4000-8000-000000000001",
        },
        apply: {
          subject:
            "/eid1/c/pub/t/TjPmpwe/a/xAcA/sc/0b3a2f4e-1111-2222-3333-444455556666/1f6dd1a4-0000-4000-8000-000000000002",
          serviceConnection: "notes dev",
          serviceConnectionId: "1f6dd1a4-0000-4000-8000-000000000002",
        },
      },
      tenantId: "0b3a2f4e-1111-2222-3333-444455556666",
    },
  },
} as const;

/** The environments of pull requests, for GitHub. */
export const pullRequests = {
  login: {
    issuer: "https://token.actions.githubusercontent.com",
    apply: { subject: "repo:acme@123/notes@456:environment:pr" },
  },
  tenantId: "0b3a2f4e-1111-2222-3333-444455556666",
  subscriptionId: "0b3a2f4e-1111-2222-3333-0000aaaabbbb",
} as const;
