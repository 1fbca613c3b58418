"""How large a card is, and what FAT32 and players cannot take."""

from narrate.collections.card.limits import limit_faults, size_notes
from tests.tables import each

MB = 1_000_000
SIZES = [
    (5 * MB, "1 topic, 2 files, 10.0 MB: fits on a card or stick of 128 MB"),
    (59 * MB, "1 topic, 2 files, 118.0 MB: fits on a card or stick of 128 MB"),
    (60 * MB, "1 topic, 2 files, 120.0 MB: fits on a card or stick of 256 MB"),
    (400 * MB, "1 topic, 2 files, 800.0 MB: fits on a card or stick of 1 GB, and not on a CD (650 MB)"),
    (4000 * MB, "1 topic, 2 files, 8000.0 MB: fits on a card or stick of 16 GB, and not on a CD (650 MB)"),
    (20000 * MB, "1 topic, 2 files, 40000.0 MB: too large for any FAT32 card that is sold, and not on a CD (650 MB)"),
]


@each("size, note", SIZES)
def test_the_size_is_told_with_a_medium_that_is_sold(size, note):
    assert list(size_notes({"00 Contents.mp3": size, "01 A/01 A.mp3": size}, 1)) == [note]


def test_clusters_count():
    sizes = {f"01 A/{number:04d}.mp3": 1 for number in range(4000)}  # 131 MB of clusters
    assert next(size_notes(sizes, 1)) == "1 topic, 4000 files, 0.1 MB: fits on a card or stick of 256 MB"


def test_more_names_than_some_players_show_are_told():
    sizes = {f"01 A/{number:03d} A.mp3": 1 for number in range(256)}
    assert list(size_notes(sizes, 1))[1:] == [
        "the folder '01 A' holds 256 names, and some players show only the first 255"
    ]
    sizes = {f"{number:03d} A/01 A.mp3": 1 for number in range(256)}
    assert list(size_notes(sizes, 256))[1:] == ["the card holds 256 names, and some players show only the first 255"]


@each(
    "sizes, fault",
    [
        ({"01 A/01 A.mp3": (1 << 32) - 1}, []),
        ({"01 A/01 A.mp3": 1 << 32}, ["'01 A/01 A.mp3' has 4.0 GiB"]),
        ({f"01 A/{number:05d}.mp3": 1 for number in range(32766)}, []),
        (
            {f"01 A/{number:05d}.mp3": 1 for number in range(32767)},
            ["'01 A' has 32767 names, which take 65536 entries"],
        ),
        (
            {f"{number:05d} {'心' * 8}/1.mp3": 1 for number in range(21845)},
            ["'the card' has 21845 names, which take 65537 entries"],
        ),
    ],
    ids=["largest", "too large", "many", "too many", "long names"],
)
def test_what_fat32_cannot_hold_is_named(sizes, fault):
    assert list(limit_faults(sizes)) == fault
