// The front as readers would get it: rendered by the server with the arrangement on the screen, shown when it is ready.
export class Preview {
    constructor(form) {
        this.form = form;
        this.box = form.querySelector("[data-frame]");
        this.width = 1280;
        this.asked = 0;
        for (const button of form.querySelectorAll("[data-width]")) {
            button.addEventListener("click", () => this.widen(button));
        }
        new ResizeObserver(() => this.fit()).observe(this.box);
    }

    widen(button) {
        this.width = Number(button.dataset.width);
        for (const each of this.form.querySelectorAll("[data-width]")) {
            each.setAttribute("aria-pressed", String(each === button));
        }
        this.fit();
    }

    fit() {
        const scale = Math.min(1, this.box.clientWidth / this.width);
        for (const frame of this.box.querySelectorAll("iframe")) {
            frame.style.width = `${this.width}px`;
            frame.style.height = `${this.box.clientHeight / scale}px`;
            frame.style.transform = `scale(${scale})`;
        }
    }

    async show() {
        const number = ++this.asked;
        const response = await fetch(this.form.dataset.preview, { method: "POST", body: new FormData(this.form) }).catch(() => null);
        if (!response?.ok || number !== this.asked) return;
        const html = await response.text();
        const old = this.box.querySelector("iframe");
        // A frame of its own each time: no flicker, and no entry in the browser's history.
        const frame = old.cloneNode();
        frame.removeAttribute("src");
        frame.sandbox = "allow-same-origin";
        frame.srcdoc = html;
        frame.style.visibility = "hidden";
        frame.addEventListener("load", () => {
            if (number !== this.asked) {
                frame.remove();
                return;
            }
            const { scrollX, scrollY } = old.contentWindow ?? {};
            frame.contentWindow.scrollTo(scrollX || 0, scrollY || 0);
            frame.contentDocument.addEventListener("click", (event) => event.preventDefault());
            for (const each of this.box.querySelectorAll("iframe")) if (each !== frame) each.remove();
            frame.style.visibility = "";
            this.box.dataset.shown = String(number);
        });
        this.box.append(frame);
        this.fit();
    }
}
