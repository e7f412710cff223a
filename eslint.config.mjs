import eslint from "@eslint/js";
import checkFile from "eslint-plugin-check-file";
import tseslint from "typescript-eslint";
import { plainEnglish } from "./lint/eslint-rule.mjs";

export default tseslint.config(
  {
    ignores: [
      "**/dist",
      "site/pages",
      "site/.vitepress/cache",
      "site/.vitepress/dist",
      "cdktf.out",
      ".gen",
      "node_modules",
      "acceptance/**",
    ],
  },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/dot-notation": "off",
      // A quarter of the time of this command, for classes and enums that the code does not have.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // A class expression that carries the resources as properties.
      "@typescript-eslint/no-extraneous-class": ["error", { allowConstructorOnly: true }],
      "@typescript-eslint/no-require-imports": [
        "error",
        {
          allow: [
            "^\\./(windows|linux|flex-consumption|subscriptions|build(-[a-z]+)*)$",
            // What carries a command out is loaded when it is called.
            "^\\.\\./run/[a-z-]+$",
            // What needs every service is loaded when Azure or the policies are asked for.
            "^\\.\\./\\.\\./policies/accepted-findings$",
            "^\\.\\./doctor/azure$",
            "^@cdktf/provider-azurerm/lib/[a-z-]+$",
          ],
        },
      ],
      // Resources register themselves with their scope.
      "no-new": "off",
      "max-lines": ["error", { max: 300, skipComments: true, skipBlankLines: true }],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@cdktf/provider-azurerm",
              message:
                "Import the resource, @cdktf/provider-azurerm/lib/<resource>: the index takes seconds.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["lib/**/*.ts"],
    plugins: { language: { rules: { "plain-english": plainEnglish } } },
    rules: { "language/plain-english": "error" },
  },
  {
    // Jest's types are added to in the one way that there is.
    files: ["lib/jest/jest-types.ts"],
    rules: {
      "@typescript-eslint/no-namespace": ["error", { allowDeclarations: true }],
      "@typescript-eslint/no-empty-object-type": "off",
      "@typescript-eslint/no-unused-vars": "off",
    },
  },
  {
    // Its bindings are there only after `npm run get`; __tests__/repository/terraform-module.test.ts compiles it with them.
    files: ["examples/terraform-module/**/*.ts"],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ["**/*"],
    plugins: { "check-file": checkFile },
    rules: {
      "check-file/filename-blocklist": [
        "error",
        { "**/*util*": "*.ts", "**/*helper*": "*.ts", "**/*common*": "*.ts", "**/types.ts": "*.ts" },
      ],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        require: "readonly",
        module: "readonly",
        __dirname: "readonly",
        __filename: "readonly",
        Buffer: "readonly",
        Response: "readonly",
        URL: "readonly",
      },
    },
  },
  {
    // Parts of these run in a browser.
    files: ["site/check/*.mjs", "site/.vitepress/theme/*.js"],
    languageOptions: { globals: { document: "readonly", getComputedStyle: "readonly" } },
  },
);
