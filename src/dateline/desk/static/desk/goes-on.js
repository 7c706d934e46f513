/* Press the button of a step that is to be followed by the next; without script somebody presses it. */
document.querySelector("form[data-goes-on]")?.requestSubmit();
