import DefaultTheme from "vitepress/theme";
import { onContentUpdated } from "vitepress";
import Diagram from "./Diagram.vue";
import "./style.css";

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("Diagram", Diagram);
  },
  setup() {
    onContentUpdated(oneButtonEach);
  },
};

/** A collapsible group of the sidebar is a button with a second one in it, which does the same: screen readers need one. */
function oneButtonEach() {
  for (const caret of document.querySelectorAll(".VPSidebarItem > .item[role=button] > .caret")) {
    caret.removeAttribute("role");
    caret.removeAttribute("tabindex");
    caret.removeAttribute("aria-label");
  }
}
