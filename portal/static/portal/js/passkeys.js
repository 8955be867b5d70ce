// Passkeys in our words: shown only where they can work, errors said in Japanese.
"use strict";

// A browser offers no passkeys to an address without a name, nor outside a secure context.
function passkeysPossible() {
  const named = !/^[\d.]+$|^\[/.test(location.hostname);
  return window.isSecureContext && named && typeof window.PublicKeyCredential === "function";
}

function sentenceFor(exception) {
  if (exception && exception.name === "InvalidStateError") {
    return "このキーは、既に登録されています。";
  }
  if (exception && exception.name === "NotAllowedError") {
    return "中止したか、時間が過ぎました。もう一度お試しください。";
  }
  return "パスキーを使えませんでした。もう一度試すか、別の方法を使ってください。";
}

document.addEventListener("DOMContentLoaded", () => {
  const possible = passkeysPossible();
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = !possible;
  }
  const impossible = document.getElementById("passkey-impossible");
  if (impossible) {
    impossible.hidden = possible;
  }
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.getElementById("passkey-error");
  if (place) {
    place.textContent = sentenceFor(event.detail.exception);
    place.hidden = false;
  }
});
