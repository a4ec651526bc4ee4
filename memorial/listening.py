"""Whether anybody listens already where the server is to."""

import errno
import socket
from argparse import ArgumentParser
from collections.abc import Sequence


def listens_already(options: Sequence[str]) -> str:
    """The address at which ``options`` are to listen and something else does: both would answer, in turn. Nothing if it
    is free, or is no port.
    """
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int)
    said, _others = parser.parse_known_args(options)
    if said.port is None:
        return ""
    try:
        socket.create_server((said.host, said.port), family=_family(said.host)).close()
    except OSError as error:  # whatever else is wrong the server says
        return f"{said.host}:{said.port}" if error.errno == errno.EADDRINUSE else ""
    return ""


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
