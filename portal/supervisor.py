"""Start the portal on one machine: prepare the state, then web, worker and clock until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
GRACE_SECONDS = 10.0


def state_folder() -> Path:
    """Return the folder of the run's state, as the settings see it."""
    return Path(os.environ.get("MADOGUCHI_VAR") or ROOT / "var").resolve()


def environment(port: int) -> dict[str, str]:
    """Return the children's environment; an installation marked as demonstration stays one."""
    found = dict(os.environ)
    found.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    found.setdefault("MADOGUCHI_BASE_URL", f"http://127.0.0.1:{port}")
    if (state_folder() / "demo").exists():
        found.setdefault("MADOGUCHI_DEMO", "1")
    return found


def prepare(env: dict[str, str]) -> None:
    """Migrate, fill an empty database with the demonstration contract, and see that there is an index."""
    run = [
        (["migrate", "--noinput", "--verbosity", "0"], env),
        (["load_demo", "--if-empty"], env | {"MADOGUCHI_DEMO": "1"}),
        (["ensure_index"], env),
    ]
    for arguments, environ in run:
        if subprocess.run([*MANAGE, *arguments], env=environ, cwd=ROOT, check=False).returncode:
            raise SystemExit(f"{' '.join(arguments)} に失敗したため、起動を中止しました。")


def commands(port: int) -> dict[str, list[str]]:
    """Return the command line of each process by its name."""
    gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    return {
        "web": [*gunicorn, "--workers", "1", "--threads", "8", "--log-level", "warning", "--timeout", "60"],
        "worker": [*MANAGE, "db_worker", "--interval", "0.5", "--verbosity", "0"],
        "clock": [*MANAGE, "clock"],
    }


def wait_for_port(port: int, web: subprocess.Popen[bytes], seconds: float = 60.0) -> bool:
    """Tell whether the web process accepts connections before it ends or the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and web.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """End every child: politely first, then for good."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()


def port_is_free(port: int) -> bool:
    """Tell whether nobody listens on the port yet."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def say(text: str) -> None:
    """Print a line to the person who started the portal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _interrupt(_signum: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def announce(port: int, env: dict[str, str]) -> None:
    """Tell where the portal is and, in the demonstration, who may sign in."""
    say(f"\n窓口ポータル: http://127.0.0.1:{port}/  (終了は Ctrl-C)")
    if env.get("MADOGUCHI_DEMO") == "1":
        subprocess.run([*MANAGE, "load_demo", "--list"], env=env, cwd=ROOT, check=False)


def main() -> int:
    """Run until interrupted or until one of the processes ends; return the exit status."""
    port = int(os.environ.get("PORT") or 8000)
    if not port_is_free(port):
        say(f"ポート {port} は使用中です。PORT=8001 make serve のように別の番号を指定してください。")
        return 1
    prepare(environment(port))
    env = environment(port)
    signal.signal(signal.SIGTERM, _interrupt)
    children = {
        name: subprocess.Popen(line, env=env, cwd=ROOT, start_new_session=True)
        for name, line in commands(port).items()
    }
    try:
        if wait_for_port(port, children["web"]):
            announce(port, env)
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    say(f"{name} が終了したため(状態 {child.returncode})、すべて停止します。")
                    return 1
            time.sleep(0.5)
    except KeyboardInterrupt:
        # A second Ctrl-C, or make's own signal, must not cut the orderly end short.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        say("停止します。")
        return 0
    finally:
        stop(children)


if __name__ == "__main__":
    raise SystemExit(main())
