import { Suggestions } from "./search-suggestions.js";

const box = document.querySelector("[data-suggest]");
if (box) new Suggestions(box);
