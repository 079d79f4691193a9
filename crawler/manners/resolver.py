"""The resolver that makes the connection, with the gate in it: the address that is judged is the one connected to.

Twisted asks it for every connection, to an address written in figures too. What it is given it connects to; nothing
is looked up a second time, so that no name can lead elsewhere in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from twisted.internet.interfaces import IAddress

from guard.addresses import Allowed, plain_host, refuses_address


class GatedResolver:
    """Gives a name's addresses only where each of them may be reached, else none; remembers why not.

    A Twisted IHostnameResolver, without zope's word for it.
    """

    def __init__(self, inner: Any, allowed: Allowed) -> None:
        self.allowed = allowed
        self._inner = inner
        self._refused: dict[tuple[str, int], str] = {}

    def resolveHostName(  # noqa: N802 Twisted's name, as those below
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """As IHostnameResolver has it."""
        judge = _Judge(self, resolutionReceiver, hostName, portNumber)
        return self._inner.resolveHostName(judge, hostName, portNumber, addressTypes, transportSemantics)

    def judge(self, host: str, port: int, addresses: Sequence[Any]) -> bool:
        """Whether all addresses that a host resolved to may be reached on its behalf."""
        reasons = (refuses_address(address.host, host, port, self.allowed) for address in addresses)
        reason = next(filter(None, reasons), None)
        name = plain_host(host)
        if reason:
            self._refused[name, port] = f"{name}: {reason}"
        else:
            self._refused.pop((name, port), None)
        return reason is None

    def refusal(self, host: str, port: int) -> str | None:
        """Why the host got no address when it was last looked up, if the gate was the cause."""
        return self._refused.get((plain_host(host), port))


class _Judge:
    """An IResolutionReceiver that holds a name's addresses back until all are known: a closed one closes the name."""

    def __init__(self, gate: GatedResolver, receiver: Any, host: str, port: int) -> None:
        self._gate = gate
        self._receiver = receiver
        self._host = host
        self._port = port
        self._addresses: list[IAddress] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        """Passed on."""
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        """Kept for the end."""
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        """All of them, or none."""
        if self._gate.judge(self._host, self._port, self._addresses):
            for address in self._addresses:
                self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


def stand(reactor: Any, allowed: Allowed) -> GatedResolver:
    """Put the gate into the reactor's resolver, once in a process; gives the one that stands.

    Raises ValueError where one stands that opens something else: a process has one gate.
    """
    standing = reactor.nameResolver
    if isinstance(standing, GatedResolver):
        if standing.allowed != allowed:
            raise ValueError("the gate of this process stands already, and opens something else")
        return standing
    gate = GatedResolver(standing, allowed)
    reactor.installNameResolver(gate)
    return gate
