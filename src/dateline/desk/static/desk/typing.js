// The rich-text editor tells the form what was typed a quarter of a second after the last letter, or after losing the
// focus to a button. A timer that begins then and runs longer fires later, however busy the browser is.
const SETTLES = 350;

// Resolves when everything that was typed stands in the form.
export const typed = () => new Promise((done) => { window.setTimeout(done, SETTLES); });
