from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stafett.store.spool import IN_MEMORY, Spool


@given(st.lists(st.one_of(st.none(), st.integers(1, IN_MEMORY // 2)), max_size=30))
def test_what_goes_in_comes_out_in_order_and_little_of_it_is_held_in_memory(steps: list[int | None]) -> None:
    spool = Spool()
    put = bytearray()
    taken = bytearray()
    for number, step in enumerate(steps):
        if step is None:
            taken += spool.take() or b""
        else:
            data = bytes([number % 256]) * step
            put += data
            spool.put(data)
        assert sum(map(len, spool._memory)) <= IN_MEMORY
    while (data_ := spool.take()) is not None:
        taken += data_
    assert bytes(taken) == bytes(put)
    assert spool.total == len(put)
    spool.close()
    assert spool.take() is None
