"""Nothing leaves this machine while the tests run."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_another_host_cannot_be_reached() -> None:
    """An address that is not this machine's is refused before a packet is sent."""
    with (
        socket.socket() as outside,
        pytest.warns(UserWarning, match="192.0.2.1"),
        pytest.raises(SocketConnectBlockedError),
    ):
        outside.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached() -> None:
    """The tests' own servers answer."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
