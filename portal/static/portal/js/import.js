/* The import: a file that is too big is named before it is sent; what was typed is saved by itself. */
(() => {
  const upload = document.querySelector("form[data-upload]");
  if (upload) {
    const input = upload.querySelector("input[type='file']");
    const told = upload.querySelector("[data-upload-error]");
    const most = Number(input.dataset.maxMegabytes);
    const check = () => {
      const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
      const isTooBig = bytes > most * 1024 * 1024;
      told.hidden = !isTooBig;
      told.textContent = isTooBig
        ? `選んだファイルは合わせて約 ${Math.ceil(bytes / 1024 / 1024)} MB です。取り込めるのは ${most} MB までです。`
        : "";
      return !isTooBig;
    };
    input.addEventListener("change", check);
    upload.addEventListener("submit", (event) => {
      if (!check()) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  const form = document.querySelector("form[data-autosave]");
  if (form) {
    const status = form.querySelector("[data-autosave-status]");
    const version = form.elements.namedItem("version");
    let pending = Promise.resolve();
    const save = async () => {
      const body = new FormData(form);
      body.set("save", "1");
      try {
        const response = await fetch(form.action, {
          method: "POST",
          body,
          headers: { "X-Requested-With": "fetch" },
          redirect: "error",
        });
        const answer = await response.json();
        if (response.ok) {
          version.value = answer.version;
          status.textContent = "入力を保存しました。";
        } else {
          status.textContent = answer.message;
        }
      } catch {
        status.textContent = "入力を保存できませんでした。「入力を保存する」を押してください。";
      }
    };
    // Fields of the preview lie outside the form and belong to it all the same.
    document.addEventListener("change", (event) => {
      if (event.target.form === form) {
        pending = pending.then(save);
      }
    });
    // A button must not overtake the saving before it.
    form.addEventListener("submit", (event) => {
      if (form.dataset.ready) {
        return;
      }
      event.preventDefault();
      const button = event.submitter;
      pending.then(() => {
        form.dataset.ready = "true";
        form.requestSubmit(button);
        delete form.dataset.ready;
      });
    });
  }
})();
