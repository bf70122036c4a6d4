// Starts the interface: the page's policy allows no inline script, so the one line lives here.
import init from "./conversas-ui.js";

await init({ module_or_path: new URL("./conversas-ui_bg.wasm", import.meta.url) });
requestAnimationFrame(() => requestAnimationFrame(() => document.documentElement.classList.remove("switching-theme")));
