"""Where a place lies, in words."""

import pytest

from archive.public.kinds import places


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        ("39.7583", "46.7492", "39.7583° north, 46.7492° east"),
        ("-34.6", "-58.38", "34.6° south, 58.38° west"),
        ("40.7128", "-74.006", "40.7128° north, 74.006° west"),
        ("-35.28", "149.13", "35.28° south, 149.13° east"),
        ("39.7583", "", ""),
    ],
)
def test_coordinates_name_their_hemispheres(latitude, longitude, words):
    assert places.coordinates(latitude, longitude) == words
