/* Quicker and safer on top of pages that work without any script. No library, ES2017. */
(() => {
  'use strict';
  const $$ = (what, inside = document) => [...inside.querySelectorAll(what)];
  const esc = text => String(text).replace(/[&<>"]/g, c => `&#${c.charCodeAt()};`);
  const me = document.body.dataset, line = document.querySelector('[data-line]'), here = location.pathname + location.search;
  const JSON_ONLY = { 'X-Requested-With': 'fetch' }, CHOICE = /radio|checkbox/;

  /* 1. Each field saves itself. An entry stays in `kept` and in localStorage until the server has it.
     state: '' to be sent · wait no connection · clash somebody was first · wrong refused, with the reason */
  const PREFIX = `giu:${me.user}:`, kept = new Map(), saved = new Map();
  let busy, trouble = '', savedAt = '';
  const urlOf = el => (el.closest('[data-save-url]') || { dataset: {} }).dataset.saveUrl || el.form.dataset.save;
  const keyOf = el => `${PREFIX}${urlOf(el)} ${el.dataset.field}`;
  const rowOf = el => el.closest('[data-row]');
  const twins = el => (el.type === 'radio' ? $$(`[name="${el.name}"]`, el.form) : [el]);
  const valueOf = el => (CHOICE.test(el.type) ? (twins(el).find(t => t.checked) || { value: '' }).value : el.value);
  const write = (el, value) => {
    if (CHOICE.test(el.type)) twins(el).forEach(t => { t.checked = t.value === value; });
    else el.value = value;
  };
  const uuid = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => (b + 256).toString(16).slice(1)).join('')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const store = (key, e) => {
    try {
      if (e) localStorage[key] = JSON.stringify({ value: e.value, version: e.version, was: e.was, id: e.id, path: here });
      else localStorage.removeItem(key);
    } catch (full) { /* the page still holds the value */ }
  };
  const count = states => [...kept.values()].filter(e => states.test(e.state)).length;

  const mark = (el, css, text) => {
    const id = `${el.id || el.name}-luu`, old = document.getElementById(id), cell = el.closest('td, .field') || el.parentNode;
    if (old) old.remove();
    const ids = (el.getAttribute('aria-describedby') || '').split(' ').filter(one => one && one !== id).concat(css ? id : []);
    if (css) cell.insertAdjacentHTML('beforeend', `<span class="${css}" id="${id}">${esc(text)}</span>`);
    if (ids.length) el.setAttribute('aria-describedby', ids.join(' '));
    else el.removeAttribute('aria-describedby');
    el.classList.toggle('is-unsaved', css === 'unsaved');
    if (css === 'error') el.setAttribute('aria-invalid', 'true');
    else el.removeAttribute('aria-invalid');
  };
  const tell = (text, act = '') => {
    const html = text && `<div class="page"><p>${esc(text)}</p>${act || '<button class="btn" type="button">Thử gửi lại</button>'}</div>`;
    if (!line || line.shown === html) return;
    line.innerHTML = line.shown = html;
    line.hidden = !text;
  };
  const report = () => {
    if (!count(/./)) $$('.note-warning[data-said]').forEach(el => el.remove());
    const n = count(/wait/), all = count(/./), held = `${n} ô chưa lưu được giữ trong máy này`;
    if (!n) tell('');
    else if (trouble === 'login') {
      tell(`Phiên làm việc đã hết. ${held}.`, `<a href="${esc(me.loginUrl)}" target="_blank" rel="noopener">Đăng nhập lại ở trang mới</a>`);
    } else if (trouble === 'user') tell(`Máy này đã đăng nhập bằng tài khoản khác. ${held}, không gửi bằng tài khoản đó.`);
    else tell(`${trouble === 'server' ? 'Máy chủ chưa nhận.' : 'Mất kết nối.'} ${held}, sẽ tự gửi lại.`);
    if (all || savedAt) $$('[data-saved]').forEach(el => {
      el.innerHTML = all ? `<b>Còn ${all} ô chưa lưu</b>` : `<b>Đã lưu lúc ${esc(savedAt)}</b>`;
      el.classList.toggle('saved-no', all > 0);
    });
  };

  /* The server has `value` as `version`: all fields of the row follow. */
  const settle = (e, version) => {
    const row = rowOf(e.el);
    (row ? $$('[data-field]', row) : twins(e.el)).forEach(el => { el.dataset.version = version; });
    if (row) $$('[data-row-version]', row).forEach(el => { el.value = version; });
    kept.forEach((o, key) => {
      if (row ? rowOf(o.el) !== row : o.el !== e.el) return;
      if (o.theirs) o.theirs = version;
      else if (o.version === e.version) store(key, Object.assign(o, { version }));
    });
  };
  const drop = (key, e) => { kept.delete(key); store(key); mark(e.el); saved.set(key, valueOf(e.el)); };
  const clash = (key, e, { theirs, theirs_by: by = 'người kia', theirs_version: version, message }) => {
    const row = e.el.closest('tr'), name = row ? 'tr' : 'div', box = document.createElement(name);
    const said = value => ([...(e.el.options || [])].find(o => value && o.value === value) || { text: value }).text;
    const side = (whose, value) => `<div><dt>${esc(whose)}</dt><dd>${esc(said(value) || '(để trống)')}</dd></div>`;
    const note = `<div class="note note-warning clash" role="alert"><p>${esc(message || `${by} đã sửa ô này trước.`)}</p>
      <dl>${side('Của đồng chí', e.value)}${side(`Của ${by}`, theirs)}</dl><div class="acts">
      <button class="btn" type="button">Giữ của tôi</button><button class="btn" type="button">Lấy của người kia</button></div></div>`;
    box.innerHTML = row ? `<td class="field" colspan="${[...row.cells].reduce((n, c) => n + c.colSpan, 0)}">${note}</td>` : note;
    (row || e.el.closest('.field') || e.el).after(box);
    Object.assign(e, { box, theirs: version, state: 'clash' });
    $$('button', box).forEach((button, takeTheirs) => {
      button.onclick = () => {
        box.remove();
        const now = e.theirs;
        e.theirs = 0;
        if (takeTheirs) { write(e.el, theirs); drop(key, e); settle(e, now); } else Object.assign(e, { version: now, id: uuid(), state: '' });
        e.el.focus();
        pump();
      };
    });
    mark(e.el, 'unsaved', 'Chưa lưu');
  };
  const wait = what => {
    trouble = what;
    kept.forEach(o => { if (!o.state) { o.state = 'wait'; mark(o.el, 'unsaved', 'Chưa lưu'); } });
  };
  /* The log-in changed: take the new token, unless somebody else is logged in now. */
  const renew = async () => {
    try {
      const now = await (await fetch(me.tokenUrl, { headers: JSON_ONLY })).json().catch(() => ({}));
      if (now.token && String(now.user) === me.user) $$('[name=csrfmiddlewaretoken]').forEach(el => { el.value = now.token; });
      else return now.token && now.user ? 'user' : 'login';
      return '';
    } catch (offline) { return 'line'; }
  };
  /* What the server says of one entry; `sent` is what went, the person may have typed on meanwhile. */
  const take = (key, e, sent, answer) => {
    const { el } = e, current = kept.get(key) === e;           // else changed meanwhile: it goes again
    if (answer.ok) {
      savedAt = answer.saved;
      if (current) {
        if (answer.value !== undefined && el !== document.activeElement) write(el, answer.value);
        drop(key, e);
      } else {
        saved.set(key, sent);
        if (kept.has(key)) kept.get(key).was = sent;
      }
      settle(e, answer.version);
      [answer.totals, answer.texts].forEach(texts => Object.entries(texts || {})
        .forEach(([to, text]) => $$(`[data-total="${to}"]`).forEach(t => { t.textContent = text; })));
      Object.entries(answer.html || {}).forEach(([to, html]) => $$(`[data-html="${to}"]`).forEach(t => { t.innerHTML = html; }));
      Object.entries(answer.hide || {}).forEach(([to, hidden]) => $$(`[data-hide="${to}"]`).forEach(t => { t.hidden = hidden; }));
      if (answer.missing_html !== undefined) $$('[data-missing]').forEach(t => { t.innerHTML = answer.missing_html; });
    } else if (current && answer.conflict) clash(key, e, answer);
    else if (current) {
      e.state = 'wrong';
      mark(el, 'error', (answer.errors || ['Không ghi được ô này. Đồng chí tải lại trang rồi thử lại.']).join(' '));
      if (answer.status !== 422) store(key);
    }
  };
  /* Entries of one address go in one request; the server saves each by itself and answers for each. */
  const send = async (batch, again) => {
    const { el } = batch[0][1], stop = window.AbortController ? new AbortController() : {}, sent = batch.map(([, e]) => e.value);
    const pairs = new URLSearchParams({ many: 1, csrfmiddlewaretoken: el.form.querySelector('[name=csrfmiddlewaretoken]').value });
    batch.forEach(([, { id, value, version, was = '', el: at }]) => {
      Object.entries({ field: at.dataset.field, value, version, was, key: id }).forEach(pair => pairs.append(...pair));
    });
    const timer = setTimeout(() => stop.abort && stop.abort(), 20000);
    let status = 0, answer = {};
    try {
      const reply = await fetch(urlOf(el), { method: 'POST', body: pairs, headers: JSON_ONLY, signal: stop.signal, keepalive: true });
      answer = await reply.json().catch(() => ({}));
      status = reply.status;
    } catch (offline) { /* status stays 0 */ }
    clearTimeout(timer);
    if (!status || status === 429 || status > 499) wait(status ? 'server' : 'line');
    else if (status === 401) wait('login');
    else if (status === 403 && !again) {
      const why = await renew();
      if (why) wait(why);
      else await send(batch, true);
    } else {
      trouble = '';
      const { answers = batch.map(() => ({ errors: answer.errors, status })) } = answer;
      batch.forEach(([key, e], n) => take(key, e, sent[n], answers[n] || {}));
    }
  };
  const pump = () => {
    const work = async () => {
      await null;                                              // "busy" must stand before the first look
      const waiting = () => {
        const all = [...kept].filter(([, e]) => !e.state);
        return all.filter(([, e]) => urlOf(e.el) === urlOf(all[0][1].el)).slice(0, 20);
      };
      for (let next; (next = waiting()).length;) await send(next);
      busy = null;
      report();
    };
    busy = busy || work();
    return busy;
  };
  const retry = async () => {
    if (busy || !count(/wait/)) return busy;
    const why = /login|user/.test(trouble) ? await renew() : '';
    if (why) trouble = why;
    else kept.forEach(e => { if (e.state === 'wait') e.state = ''; });
    return pump();
  };
  const note = el => {
    const key = keyOf(el), old = kept.get(key), value = valueOf(el);
    if (old ? old.value === value : saved.get(key) === value) return;
    if (old && old.box) old.box.remove();
    if (saved.get(key) === value && old.state) drop(key, old);
    else {
      const e = { el, value, version: old ? old.version : el.dataset.version, was: old ? old.was : saved.get(key), id: uuid(), state: trouble && 'wait' };
      mark(el, trouble && 'unsaved', 'Chưa lưu');
      kept.set(key, e);
      store(key, e);
    }
    report();
  };
  const fields = me.user && window.fetch ? $$('[data-save] [data-field], [data-save-url] [data-field]') : [];
  /* A row goes when one leaves it, or when nothing is typed for a while: on a poor line each request counts. */
  let timer;
  const soon = after => { clearTimeout(timer); timer = setTimeout(pump, after); };
  const alone = el => !rowOf(el) || CHOICE.test(el.type) || el.tagName === 'SELECT';
  fields.forEach(el => {
    saved.set(keyOf(el), valueOf(el));
    el.addEventListener('input', () => {
      if (!CHOICE.test(el.type)) note(el);
      soon(alone(el) ? 1200 : 4000);
    });
    el.addEventListener('change', () => { note(el); soon(alone(el) ? 400 : 4000); });
    el.addEventListener('focusout', ({ relatedTarget: to }) => {
      if (!rowOf(el) || !rowOf(el).contains(to)) soon(0);
    });
  });
  document.addEventListener('visibilitychange', pump);
  try {
    fields.forEach(el => {                                     // what an earlier visit could not send
      const key = keyOf(el), e = JSON.parse(localStorage[key] || 'null');
      if (!e || kept.has(key)) return;
      if (e.value === valueOf(el)) { store(key); return; }
      write(el, e.value);
      kept.set(key, Object.assign(e, { el, state: '' }));
    });
    const other = Object.keys(localStorage).filter(key => me.user && key.startsWith(PREFIX) && !kept.has(key));
    const { path = here } = JSON.parse(localStorage[other[0]] || '{}');
    if (kept.size) pump();
    else if (path !== here) tell(`Còn ${other.length} ô chưa lưu ở trang khác, đang giữ trong máy này.`, `<a href="${esc(path)}">Mở trang đó</a>`);
  } catch (closed) { /* storage is switched off */ }
  if (line) line.addEventListener('click', ev => ev.target.closest('button') && retry());
  addEventListener('online', retry);
  addEventListener('focus', retry);
  setInterval(retry, 15000);
  addEventListener('beforeunload', ev => { if (count(/./)) { ev.preventDefault(); ev.returnValue = ''; } });

  /* 2. Forms: saved fields first, no second click, long work says so, filters act at once. */
  const STOPS = { wait: 'còn ô chưa lưu. Đồng chí chờ có kết nối rồi bấm lại; không mất gì', clash: 'còn ô có hai giá trị, đồng chí chọn một',
    wrong: 'còn ô chưa đúng, đồng chí sửa ô có báo lỗi' };
  const mine = form => [...kept.values()].find(e => e.el.form === form);
  const said = (form, css, text) => {
    $$('[data-said]', form).forEach(el => el.remove());
    form.insertAdjacentHTML('beforeend', `<div class="note note-${css}" role="alert" data-said><p>${esc(text)}</p></div>`);
  };
  document.addEventListener('submit', async ev => {
    const form = ev.target, active = ev.submitter || document.activeElement, button = active && active.form === form && active.type === 'submit' && active;
    if (mine(form)) {
      ev.preventDefault();
      await (trouble ? retry() : pump());
      const left = mine(form);
      if (left) { said(form, 'warning', `Chưa gửi được: ${STOPS[left.state]}.`); left.el.focus(); } else if (button) button.click();
      else form.submit();
      return;
    }
    const { progress, once } = form.dataset;
    if (progress) said(form, 'info', `${progress} Đồng chí chờ, không cần bấm lại.`);
    if (once !== undefined) setTimeout(() => [...form.elements].filter(el => el.type === 'submit' && !el.disabled).forEach(el => {
      el.disabled = true;
      el.dataset.label = el.textContent;
      if (!button || el === button) el.textContent = 'Đang làm…';
      if (once) setTimeout(free, once * 1000);                 // a download leaves the page open
    }));
  });
  const free = () => {
    $$('[data-label]').forEach(el => { el.disabled = false; el.textContent = el.dataset.label; el.removeAttribute('data-label'); });
    $$('[data-said]').forEach(el => el.remove());
  };
  addEventListener('pageshow', free);
  document.addEventListener('click', ev => {                   // a page that takes long to build
    const link = ev.target.closest('a[data-progress]');
    if (!link || ev.ctrlKey || ev.metaKey || ev.shiftKey) return;
    free();
    link.insertAdjacentHTML('afterend', `<span class="sub" role="status" data-said>${esc(link.dataset.progress)}</span>`);
  });
  $$('form[data-auto]').forEach(form => form.addEventListener('change', ev => {
    if (/select|radio|checkbox/.test(ev.target.type)) form.noValidate && form.requestSubmit ? form.requestSubmit() : form.submit();
  }));

  document.addEventListener('change', ev => {                  // the chosen level has the frame
    const levels = ev.target.type === 'radio' && ev.target.closest('.levels');
    if (levels) $$('.level', levels).forEach(el => el.classList.toggle('level-on', el.querySelector('input').checked));
  });

  /* 3. A form that is sent as a whole keeps what was typed, its key too, until a page says that it was written. */
  try {
    $$('[data-draft-done]').forEach(el => localStorage.removeItem(`nhap:${me.user}:${el.dataset.draftDone}`));
    $$('[data-draft-said]').forEach(el => { el.hidden = false; });
    $$('form[data-draft]').forEach(form => {
      const key = `nhap:${me.user}:${form.dataset.draft}`, draft = JSON.parse(localStorage[key] || '{}');
      const own = () => [...form.elements].filter(el => el.name && el.name !== 'csrfmiddlewaretoken');
      const keep = () => { localStorage[key] = JSON.stringify(Object.assign({}, ...own().map(el => ({ [el.name]: el.value })))); };
      if (localStorage[key] && !document.querySelector('.error-summary')) {
        own().forEach(el => { if (el.name in draft) el.value = draft[el.name]; });
        $$('details', form).forEach(el => { el.open = el.open || $$('input, textarea', el).some(one => one.value !== one.defaultValue); });
        form.insertAdjacentHTML('afterbegin', `<div class="note note-info" role="status"><p>Đã lấy lại những gì đồng chí gõ mà chưa ghi được.
          <button class="btn-text" type="button">Bỏ, ghi mới</button></p></div>`);
        form.querySelector('.note-info button').onclick = () => { localStorage.removeItem(key); location.replace(location.href); };
      }
      form.addEventListener('input', keep);
      form.addEventListener('submit', ev => {
        keep();
        if (navigator.onLine !== false) return;
        ev.preventDefault();
        ev.stopPropagation();
        said(form, 'warning', 'Mất kết nối. Những gì đồng chí gõ đang giữ trong máy này; có mạng thì bấm ghi lại, không mất gì.');
      });
    });
  } catch (closed) { /* storage is switched off */ }

  /* 4. Branches stay open or closed as long as the browser is open. */
  try {
    $$('details[data-keep]').forEach(el => {
      const key = `mo:${el.dataset.keep}`;
      if (sessionStorage[key]) el.open = sessionStorage[key] === '1';
      el.addEventListener('toggle', () => { sessionStorage[key] = el.open ? '1' : '0'; });
    });
  } catch (closed) { /* storage is switched off */ }
})();
