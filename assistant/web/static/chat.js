/* What the chat page does in the browser: cards, copying, feedback, chips. One listener, delegated, on the document. */
(() => {
  "use strict";
  // gradio writes its own words in the browser's language; this page is Chinese for everyone.
  for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]]) {
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  }
  document.documentElement.lang = "zh-CN";

  const $ = (id) => document.getElementById(id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const votes = new Map();

  const toast = (text) => {
    let box = $("yj-toast");
    if (!box) {
      box = document.createElement("div");
      box.id = "yj-toast";
      box.setAttribute("role", "status");
      document.body.append(box);
    }
    box.textContent = text;
    box.classList.add("on");
    clearTimeout(box.timer);
    box.timer = setTimeout(() => box.classList.remove("on"), 2600);
  };

  const showSection = (key) => {
    const wanted = $(`cards-${key}`);
    if (!wanted) return null;
    for (const other of document.querySelectorAll(".yj-cards")) other.hidden = other !== wanted;
    return wanted;
  };

  const reveal = (element) =>
    element.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: innerWidth < 900 ? "start" : "nearest" });

  const openCard = (id) => {
    const card = $(id);
    if (!card) return toast("这条依据已不在页面上");
    showSection(card.closest(".yj-cards").id.slice("cards-".length));
    for (const old of document.querySelectorAll(".yj-card.on")) old.classList.remove("on");
    card.open = true;
    card.classList.add("on");
    reveal(card);
    card.querySelector("summary").focus({ preventScroll: true });
  };

  const copy = async (text, done) => {
    let copied = false;
    if (navigator.clipboard && isSecureContext) {
      copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
    }
    if (!copied) { // plain http on an intranet has no clipboard API
      const area = document.createElement("textarea");
      area.value = text;
      area.style.cssText = "position:fixed;top:0;opacity:0";
      document.body.append(area);
      area.select();
      copied = document.execCommand("copy");
      area.remove();
    }
    toast(copied ? done : "浏览器不允许复制，请手动选择");
  };

  const paint = () => { // the votes, as a style sheet: the chat may redraw its messages at any time
    let sheet = $("yj-votes");
    if (!sheet) {
      sheet = document.createElement("style");
      sheet.id = "yj-votes";
      document.head.append(sheet);
    }
    sheet.textContent = [...votes].map(([key, useful]) =>
      `a.act[href="#${useful ? "up" : "down"}-${key}"]{color:var(--yj-brand)!important;background:var(--yj-brand-soft)!important;font-weight:600}`).join("\n");
  };

  const vote = async (key, useful, reason) => {
    const reply = await fetch("/api/feedback", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ answer_id: key, useful, reason: reason || "" }),
    }).catch(() => null);
    if (!reply) return toast("没有连上服务器，请稍后再试");
    if (!reply.ok) return toast((await reply.json().catch(() => ({}))).detail || "没有记下，请稍后再试");
    votes.set(key, useful);
    paint();
    return toast(useful || reason ? "已记录，谢谢" : "已记录");
  };

  const askReason = (key) => {
    const dialog = document.createElement("dialog");
    dialog.id = "yj-reason";
    dialog.innerHTML = '<form method="dialog"><h2>哪里没用？</h2><p>可不填。会和这个回答一起留给管理员看。</p><div class="picks"></div>' +
      '<textarea maxlength="500" rows="3" aria-label="原因"></textarea><menu><button value="no">不填</button><button value="yes" class="main">提交</button></menu></form>';
    const area = dialog.querySelector("textarea");
    for (const text of ["引用的条文不对", "没有回答到点上", "漏了内容", "文件已过时"]) {
      const pick = document.createElement("button");
      pick.type = "button";
      pick.textContent = text;
      pick.onclick = () => { area.value = area.value ? `${area.value}；${text}` : text; area.focus(); };
      dialog.querySelector(".picks").append(pick);
    }
    dialog.onclose = () => {
      if (dialog.returnValue === "yes" && area.value.trim()) vote(key, false, area.value.trim());
      dialog.remove();
    };
    document.body.append(dialog);
    dialog.showModal();
    area.focus();
  };

  const ask = (text) => {
    const area = document.querySelector("#yj-box textarea");
    if (!area) return;
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => $("yj-send").click(), 60);
  };

  const act = (href) => {
    const [, what, key] = href.match(/^#(cite|rel|cards|back|copy|up|down)-(.+)$/) || [];
    if (what === "cite" || what === "rel") openCard(href.slice(1));
    else if (what === "cards") { const section = showSection(key); if (section) reveal(section); }
    else if (what === "back") reveal(document.querySelector(`a[href="#copy-${key}"]`).closest(".message-row"));
    else if (what === "copy") { const section = $(`cards-${key}`); if (section) copy(section.dataset.copy, "已复制答案和依据"); }
    else if (what === "up") vote(key, true);
    else if (what === "down") vote(key, false).then(() => { if (votes.get(key) === false) askReason(key); });
    return Boolean(what);
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target && target.closest('a[href^="#"]');
    if (link && link.closest("#yj-talk, #yj-panel") && act(link.getAttribute("href"))) return event.preventDefault();
    const chip = target && target.closest(".yj-chip");
    if (chip) return ask(chip.dataset.ask);
    const button = target && target.closest(".yj-copy");
    if (button) return copy(button.dataset.copy, "已复制引文");
    return undefined;
  }, true);

  // Enter that ends the composition of a Chinese word must not send the question.
  for (const name of ["keydown", "keypress"]) {
    document.addEventListener(name, (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
    }, true);
  }

  // A new question goes to the top and stays there while its answer grows, so that the answer is read from its beginning.
  let asked = 0;
  let pinned = false;
  const follow = () => {
    const questions = document.querySelectorAll("#yj-talk .user-row");
    if (questions.length > asked) pinned = true;
    asked = questions.length;
    if (!pinned || !asked) return;
    const last = questions[asked - 1];
    const scroller = last.closest(".bubble-wrap");
    if (innerWidth < 900) scrollTo({ top: scrollY + last.getBoundingClientRect().top - 12 });
    else scroller.scrollBy({ top: last.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 14 });
    const settled = asked;
    if (document.querySelectorAll("#yj-talk a.act.copy").length === settled) {
      setTimeout(() => { if (asked === settled) pinned = false; }, 400);
    }
  };
  for (const name of ["wheel", "touchmove", "pointerdown"]) {
    document.addEventListener(name, () => { pinned = false; }, { passive: true, capture: true });
  }

  // Words that gradio has in English only: its labels for screen readers hold raw Markdown, its toasts are not translated.
  const say = (box, text) => { if (box.getAttribute("aria-label") !== text) box.setAttribute("aria-label", text); };
  const translate = () => {
    for (const box of document.querySelectorAll('#yj-talk [data-testid="user"]')) say(box, "您的问题");
    for (const box of document.querySelectorAll('#yj-talk [data-testid="bot"]')) say(box, "回答");
    for (const box of document.querySelectorAll('#yj-talk [role="log"]')) say(box, "对话");
    for (const box of document.querySelectorAll(".toast-wrap .toast-title, .toast-wrap [data-testid='toast-text']")) {
      if (/[\u4e00-\u9fff]/.test(box.textContent) || !box.textContent.trim()) continue;
      if (box.classList.contains("toast-title")) box.textContent = "出错了";
      else if (/connection/i.test(box.textContent)) box.textContent = "与服务器的连接断开，正在重新连接……";
      else box.textContent = "请求没有成功，请稍后再试。";
    }
  };

  const watch = () => new MutationObserver(() => { follow(); translate(); }).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"],
  });
  if (document.body) watch();
  else document.addEventListener("DOMContentLoaded", watch);
})();
