// How the joined script of the page is linted: `make .validators/.installed` brings eslint. Nothing is imported, so that
// this file can lie here.
const browser = [
  "Blob", "CSS", "Date", "FormData", "MediaError", "MediaMetadata", "MutationObserver", "URL", "URLSearchParams",
  "addEventListener", "clearTimeout", "document", "fetch", "getComputedStyle", "getSelection", "innerHeight",
  "localStorage", "location", "navigator", "print", "requestAnimationFrame", "setTimeout",
];

export default [{
  languageOptions: {
    ecmaVersion: 2023,
    sourceType: "script",
    globals: Object.fromEntries(browser.map((name) => [name, "readonly"])),
  },
  linterOptions: { reportUnusedDisableDirectives: "error" },
  rules: {
    "array-callback-return": "error",
    "consistent-return": "off",
    curly: ["error", "multi-line"],
    "dot-notation": "error",
    eqeqeq: "error",
    "no-console": "error",
    "no-dupe-keys": "error",
    "no-empty": "error",
    "no-eval": "error",
    "no-fallthrough": "error",
    "no-implicit-globals": "error",
    "no-param-reassign": "error",
    "no-redeclare": "error",
    "no-self-assign": "error",
    "no-shadow": "error",
    "no-undef": "error",
    "no-unreachable": "error",
    "no-unused-expressions": ["error", { allowShortCircuit: true }],
    "no-unused-vars": "error",
    "no-use-before-define": ["error", { functions: false, variables: false }],
    "no-var": "error",
    "object-shorthand": "error",
    "prefer-const": "error",
    "prefer-template": "error",
  },
}];
