"""The world of the tests itself: closed to the network, and apart from the settings of whoever runs them."""

import os
import socket

import pytest
from pytest_socket import SocketConnectBlockedError

from assistant.settings import user_data_dir


def test_no_test_can_reach_another_machine() -> None:
    with pytest.warns(UserWarning, match="192.0.2.1"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 443), timeout=1)  # an address reserved for examples


def test_a_test_can_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


def test_no_setting_of_the_person_who_runs_the_tests_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert [name for name in os.environ if name.startswith("TRS_")] == []
    assert user_data_dir().is_relative_to(tmp_path_factory.getbasetemp())
