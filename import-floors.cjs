/**
 * The floors of the library, the lowest first: a file imports from its own floor and from those below it, types included.
 * `npm run lint` fails where one does not, and CONTRIBUTING.md shows them as a picture that a test holds against this list.
 * A path may fit several floors: it is on the first of them.
 *
 * @type {readonly { name: string, path: string, holds: string }[]}
 */
const floors = [
  {
    name: "azure",
    path: "^lib/(azure|provider|http)/",
    holds:
      "Facts of Azure and of azurerm, and pure functions of text: they import nothing else of the library.",
  },
  {
    name: "settings",
    path: "^lib/settings/",
    holds: "Layers, merge, provenance, problems and redaction: they know no option by name.",
  },
  {
    name: "words",
    path: "^lib/services/(?:words|external-resources|option-path|([^/]+)/(?:words|settings|(?:api|entity|rule)-settings|container-options|policies/settings))[.]ts$",
    holds: "Types of each service's settings and names: what a service does belongs in its other files.",
  },
  {
    name: "components",
    path: "^lib/components/",
    holds: "What a user declares, and what it needs: how that is decided and built belongs in lib/services.",
  },
  {
    name: "runtime",
    path: "^lib/runtime/",
    holds: "What runs on Azure in every function: nothing of planning and building.",
  },
  {
    name: "kit",
    path: "^lib/kit/",
    holds: "How any construct is made: what only one service needs belongs into that service.",
  },
  {
    name: "contract",
    path: "^lib/services/contract/",
    holds: "What every service has to offer and may ask for: it names no service.",
  },
  {
    name: "services",
    path: "^lib/services/[^/]+/",
    holds: "One Azure part each: what needs all of them belongs in lib/decide or lib/stacks.",
  },
  {
    name: "list",
    path: "^lib/services/index[.]ts$",
    holds: "The list of services: it is imported from above, and below by nobody.",
  },
  {
    name: "decide",
    path: "^lib/decide/",
    holds: "Options to one plan of plain data: constructs belong in lib/stacks.",
  },
  {
    name: "stacks",
    path: "^lib/stacks/",
    holds: "The plan as three stacks: what reads finished stacks or plans is a tool of its own.",
  },
  {
    name: "tools",
    path: "^lib/(access|cli|cost|difference|drift|eject|guard|invariants|jest|local|packaging|peers|pipeline|policies|release|review|rights|scan|stand-in|terraform|terraform-tests|user-flows)/",
    holds: "What reads a plan or a stack: nothing that decides or builds may need it.",
  },
  { name: "entry", path: "^lib/(backend|index)[.]ts$", holds: "What is public: nothing inside imports it." },
];

module.exports = { floors };
