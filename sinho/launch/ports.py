"""The address of the web server."""

import os
import socket

from sinho.launch.trouble import Trouble

HOST = "127.0.0.1"


def wanted_port() -> int:
    """PORT, or 8000."""
    value = os.environ.get("PORT") or "8000"
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65535:
        raise Trouble(f"PORT phải là một số từ 1 đến 65535, không phải “{value}”.")
    return int(value)


def listen(port: int) -> socket.socket:
    """A socket bound to the port, which is then ours for as long as it is open."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
    except PermissionError:
        bound.close()
        raise Trouble(
            f"Hệ điều hành không cho dùng cổng {port}; hãy chọn cổng khác, ví dụ: PORT=8080 bin/run"
        ) from None
    except OSError:
        bound.close()
        raise Trouble(
            f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác, ví dụ: PORT={port + 1} bin/run"
        ) from None
    return bound


def check_free(port: int) -> None:
    """Trouble when somebody else listens there."""
    listen(port).close()
