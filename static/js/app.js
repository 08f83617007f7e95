/* Everything here is a comfort: each page works without it. Words come from the page. */
"use strict";
(() => {
  const find = (selector, inside = document) => inside.querySelector(selector);

  // --- keys: Ctrl-K to the search box, Escape or a click elsewhere closes a menu ---------------
  const closeMenus = (except) =>
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      const search = find("#search");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape") {
      const menu = find("details.menu[open]");
      closeMenus();
      if (menu && menu.contains(document.activeElement)) find("summary", menu).focus();
    }
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

  // --- keys 1 to 5 choose an answer where a measurement asks one --------------------------------
  document.addEventListener("keydown", (event) => {
    const asked = event.target.matches("[data-digits] [type=radio]") && event.target.closest("[data-digits]");
    const chosen = asked && !event.ctrlKey && !event.metaKey && !event.altKey && find(`[value="${event.key}"]`, asked);
    if (!chosen || !/^[1-5]$/.test(event.key)) return;
    chosen.focus();
    chosen.click();
  });

  document.addEventListener("allauth.error", () =>
    document.querySelectorAll("[data-passkey-failed]").forEach((words) => (words.hidden = false)),
  );

  // --- a form is sent once; the server makes sure of it, this only shows it ---------------------
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-disabled]").forEach((b) => b.removeAttribute("aria-disabled"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    clearTimeout(form.draftTimer);
    form.dataset.sent = "1";
    form.dirty = false;
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), 8000);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
    touched();
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // --- drafts: kept on the server two seconds after typing stops -------------------------------
  const draftBody = (form) => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    return body;
  };
  const lost = (place) => {
    if (!place?.dataset.lost) return;
    const words = document.createElement("span");
    words.className = "saved-at saved-at--lost";
    words.textContent = place.dataset.lost;
    place.replaceChildren(words);
  };
  const keepDraft = async (form) => {
    if (form.dataset.sent) return;
    const place = find("[data-saved]", form) || find("[data-saved]");
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        body: draftBody(form),
        headers: { "HX-Request": "true" },
        credentials: "same-origin",
      });
      if (!answer.ok || answer.redirected) return lost(place);
      touched();
      form.dirty = false;
      if (place) place.innerHTML = await answer.text();
    } catch {
      lost(place);
    }
  };
  const typed = (event) => {
    const form = event.target.closest?.("form");
    if (!form) return;
    form.dirty = true;
    lastKey = Date.now();
    if (!form.dataset.draftUrl) return;
    clearTimeout(form.draftTimer);
    form.draftTimer = setTimeout(() => keepDraft(form), 2000);
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);

  // --- away for a while: a warning five minutes before the session ends ------------------------
  const idle = find("#idle");
  let warnTimer, endTimer;
  let lastKey = 0;
  const dirtyForms = () => [...document.forms].filter((form) => form.dirty);
  function touched() {
    if (!idle) return;
    const seconds = Number(idle.dataset.idle) || 1800;
    clearTimeout(warnTimer);
    clearTimeout(endTimer);
    warnTimer = setTimeout(warn, (seconds - 300) * 1000);
    endTimer = setTimeout(end, (seconds + 5) * 1000);
  }
  const stillHere = async () => {
    const token = find("input[name=csrfmiddlewaretoken]")?.value || "";
    await fetch(idle.dataset.url, { method: "POST", headers: { "X-CSRFToken": token }, credentials: "same-origin" });
    touched();
  };
  function warn() {
    if (Date.now() - lastKey < 120000) return void stillHere(); // typing all along
    dirtyForms().filter((form) => form.dataset.draftUrl).forEach(keepDraft);
    if (!idle.open) idle.showModal();
  }
  function end() {
    // Nothing about a resident stays on an empty desk; text that could not be kept does stay.
    if (dirtyForms().length === 0) location.assign("/");
  }
  idle?.addEventListener("close", stillHere);
  touched();

  // --- a photo is made small before it travels --------------------------------------------------
  const LONGEST_SIDE = 2400; // as common/uploads.py keeps it
  const shrink = async (input) => {
    const files = new DataTransfer();
    for (const file of input.files) {
      files.items.add(file.type.startsWith("image/") ? await smaller(file) : file);
    }
    input.files = files.files;
  };
  const smaller = async (file) => {
    const image = await createImageBitmap(file);
    const scale = LONGEST_SIDE / Math.max(image.width, image.height);
    if (scale >= 1 && file.size < 1_000_000) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * Math.min(scale, 1));
    canvas.height = Math.round(image.height * Math.min(scale, 1));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob ? new File([blob], "foto.jpg", { type: "image/jpeg" }) : file;
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches('input[type="file"][accept*="image/"]')) shrink(event.target).catch(() => {});
  });

  // --- at the door: the one form that is also kept on the phone, until it was sent ----------------
  const PLACE = "wooncoach-doorstep ";
  const places = () => Object.keys(localStorage).filter((name) => name.startsWith(PLACE));
  const path = (name) => name.split(" ")[2];
  const kept = (name) => JSON.parse(localStorage.getItem(name));
  const wipe = (name) => localStorage.removeItem(name);
  const door = find("form[data-doorstep]");
  if (find("[data-logged-out]")) {
    // Nothing stays; but a session that ended at the door leads back there, to the text.
    const next = new URLSearchParams(location.search).get("next");
    places().forEach((name) => path(name) === next || wipe(name));
  } else if (idle) {
    const mine = `${PLACE}${idle.dataset.who} `;
    // Somebody else's by now; or it was sent, and the answer to it led here.
    const arrived = (name) => !door && kept(name).sent && document.referrer.endsWith(path(name));
    places().forEach((name) => (name.startsWith(mine) && !arrived(name)) || wipe(name));
    if (door) keepOnPhone(mine + location.pathname);
  }
  function keepOnPhone(name) {
    const state = find("[data-doorstep-state]", door);
    const keep = (sent) => {
      const values = [...new FormData(door)].filter(([field]) => field !== "csrfmiddlewaretoken");
      localStorage.setItem(name, JSON.stringify({ values, sent }));
    };
    const before = kept(name);
    if (before && !find(".is-invalid, #form-errors", door)) {
      // Under the key it was sent with: what did arrive the first time counts once.
      for (const [field, value] of before.values) if (door.elements[field]) door.elements[field].value = value;
      state.textContent = door.dataset.restored;
    }
    window.addEventListener("pageshow", () => kept(name) && keep(false));
    door.addEventListener("input", () => keep(false));
    door.addEventListener("submit", (event) => {
      keep(navigator.onLine);
      if (navigator.onLine) return;
      event.preventDefault();
      state.textContent = door.dataset.offline;
    });
  }
})();
