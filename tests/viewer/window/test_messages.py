"""What window and worker say to each other arrives whole, however it is cut into pieces."""

import io

from hypothesis import given
from hypothesis import strategies as st

from viewer.window.messages import Ahead, Inbox, Refused, Reply, Stretch, packed, receive, send


@given(st.lists(st.floats(0, 1e6), max_size=5), st.integers(1, 50))
def test_replies_are_put_together_from_pieces(ends: list[float], size: int) -> None:
    sent: list[Reply] = [*(Stretch(end, (), ()) for end in ends), Refused("no source")]
    stream = b"".join(map(packed, sent))
    inbox = Inbox()
    taken = [reply for start in range(0, len(stream), size) for reply in inbox.take(stream[start : start + size])]
    assert taken == sent
    assert inbox.received == len(stream)


def test_requests_are_read_until_the_other_end_goes() -> None:
    stream = io.BytesIO()
    send(Ahead(5.0), stream)
    send(Ahead(9.0), stream)
    stream.seek(0)
    assert [receive(stream), receive(stream), receive(stream)] == [Ahead(5.0), Ahead(9.0), None]
