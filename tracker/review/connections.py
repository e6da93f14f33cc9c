"""Who may keep the program waiting: few connections, each for a short while.

A browser sends a request at once and reads its answer. Whoever opens sockets and dawdles (on purpose, or a scanner on
the network of a tablet) gets a little time and a place that the next comer may take; what they hold is bounded.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["Connection"]


class Connection(H11Protocol):
    """One socket. At most ``most`` are open: a newcomer takes the place of the one that has dawdled longest.

    A request must be there whole ``patience`` seconds after its first byte (the first one: after the socket opened),
    and an answer must get on within each ``patience`` seconds; the answer itself may take as long as it needs.
    """

    most = 128
    patience = 15.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = self.loop.time()
        self._begun = False
        self._unsent = 0
        self._next_look = self.loop.call_later(self.patience, self._look)
        if len(self.connections) > self.most:
            others = (c for c in self.connections if isinstance(c, Connection) and c is not self and c._asking)
            min(others, key=lambda c: c._since, default=self)._cut()

    def connection_lost(self, exc: Exception | None) -> None:
        self._next_look.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._begun:
            self._begun, self._since = True, self.loop.time()
        super().data_received(data)

    def on_response_complete(self) -> None:
        # an answer before the whole of a request was there (it was refused): what is still owed is owed in time
        if not self.cycle.more_body:
            self._begun, self._since = False, self.loop.time()
        super().on_response_complete()

    @property
    def _asking(self) -> bool:
        """Whether the other side is due to say something: no request is here whole and unanswered."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    def _look(self) -> None:
        """See whether anything has moved since the last look."""
        unsent = self.transport.get_write_buffer_size()
        late = self._asking and self.loop.time() - self._since >= self.patience
        idle = late and not self._begun and not unsent and self.cycle is not None  # kept alive: there is a timer for it
        if (late and not idle) or (unsent and unsent >= self._unsent > 0):
            self._cut()
            return
        self._unsent = unsent
        self._next_look = self.loop.call_later(self.patience, self._look)

    def _cut(self) -> None:
        self.connections.discard(self)
        self.transport.abort()
