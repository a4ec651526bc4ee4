"""Random histories of three people with every right: whoever wrote a word that readers lack never approves it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from django.db import IntegrityError, transaction

from archive.editions import payloads
from archive.editions.acts import NotPublished, Refused
from archive.editorial import merging, publishing, reviewing
from archive.editorial.models import Candidate, Review
from archive.records import moves
from archive.records.names import Name
from archive.records.saving import saving
from archive.records.sources import Source
from archive.records.texts import Text
from tests import making

NAMES = "xyz"
LANGUAGES = ("en", "ru")


class Hands:
    """What the people did to one source: ever, and since readers had all of it, in the languages they had it in."""

    def __init__(self) -> None:
        self.ever: set[str] = set()
        self.since: set[str] = set()
        self.had: set[str] = set()

    def add(self, *people: str) -> None:
        self.ever.update(people)
        self.since.update(people)

    def might_have(self, languages) -> set[str]:
        return self.since if set(languages) <= self.had else self.ever


class History:
    """Every word is the only one of its kind, so that it tells who wrote it wherever it turns up."""

    def __init__(self, seed: int, time) -> None:
        self.dice, self.time = Random(seed), time
        self.people = {name: making.person(name, "archivist", "reviewer", "alone", "publisher") for name in NAMES}
        self.wrote: dict[str, str] = {}
        self.public: set[str] = set()
        # Words of editions that lead on to another source: nobody reads them there, nor in the next that leads on.
        self.unseen: set[str] = set()
        self.refused = 0
        self.hands = [Hands() for _ in NAMES]
        self.pks = [self.made(name, number) for number, name in enumerate(NAMES)]

    def go_on(self, steps: int) -> None:
        words, others = (self.write, self.move_its_address), (self.merge, self.separate, self.submit)
        for act in self.dice.choices((*words, *others), (4, 1, 3, 2, 6), k=steps):
            who, which = (self.dice.randrange(len(NAMES)) for _ in range(2))
            # Who has written everywhere may approve nothing anyway: mostly each writes at a source of her own.
            if act in words and self.dice.random() < 0.9:
                which = who
            # And one of them puts the archive in order.
            if act in (self.merge, self.separate) and self.dice.random() < 0.9:
                who = 2
            act(NAMES[who], which)

    def made(self, who: str, number: int) -> int:
        self.hands[number].add(who)
        address = f"https://{self.word(who)}.example/{number}"
        return making.source(self.word(who), slug=f"source-{number}", by=self.people[who], address=address).pk

    def word(self, who: str) -> str:
        word = f"word{len(self.wrote)}end"
        self.wrote[word] = who
        return word

    def stored(self, which: int) -> Source:
        return Source.objects.get(pk=self.pks[which])

    def write(self, who: str, which: int) -> None:
        source, word = self.stored(which), self.word(who)
        language, what = self.dice.choice(LANGUAGES), self.dice.choice(("title", "name", "creator"))
        with saving(source, by=self.people[who], version=source.version):
            if what == "title":
                Text.objects.update_or_create(record=source.record_ptr, language=language, defaults={"title": word})
            elif what == "name":
                Name.objects.create(record=source.record_ptr, language=language, text=word)
            else:
                source.phrases.update_or_create(language=language, defaults={"creator": word})
            source.save()
        self.hands[which].add(who)

    def move_its_address(self, who: str, which: int) -> None:
        before = self.stored(which).address_today.rpartition("/")[0] + "/"
        move = moves.Move(before=before, after=f"https://{self.word(who)}.example/")
        moved = moves.moved_by(move)
        moves.repoint(move, by=self.people[who], on_page=moves.seen(moved))
        for one in moved:
            self.hands[self.pks.index(one.source.pk)].add(who)

    def merge(self, who: str, old: int) -> None:
        gone, kept = self.stored(old), self.dice.randrange(len(NAMES))
        try:
            planned = merging.plan(gone, into=self.stored(kept))
        except merging.Unlike:
            return
        merging.merge(gone, into=planned.kept, by=self.people[who], seen=planned.seen)
        self.hands[kept].add(who, *self.hands[old].might_have(gone.languages()))
        for one in (gone, *planned.drafts):
            self.hands[self.pks.index(one.pk)].add(who)
        if self.dice.random() < 0.3:
            self.merge(who, kept)

    def separate(self, who: str, which: int) -> None:
        source = self.stored(which)
        if source.merged_into_id:
            merging.separate(source, by=self.people[who], version=source.version)
            self.hands[which].add(who)

    def submit(self, who: str, which: int) -> None:
        self.time.shift(timedelta(minutes=1))
        source = self.stored(which)
        chosen = {self.dice.choice((*LANGUAGES, "", ""))} & set(source.languages())
        readers = reviewing.standing(source)
        change = {"change": "update", "note": dict.fromkeys(LANGUAGES, "So.")} if readers else {}
        try:
            candidate = making.submitted(source, by=self.people[who], languages=chosen, **change)
        except Refused:
            return  # readers would see no difference, or be led to what they cannot see
        self.nobody_approves_their_own(candidate)
        self.alone_nobody_approves_what_others_wrote(candidate)
        free = self.people_besides_its_authors(candidate)
        might = self.hands[which].might_have(candidate.languages)
        assert free >= set(NAMES) - might - {who}
        if free and self.dice.random() < 0.7:
            self.publish(candidate, by=self.people[min(free)], which=which)

    def words_of(self, candidate: Candidate) -> set[str]:
        # What it leads to has been submitted as well, and is approved by itself.
        said = payloads.to_bytes(replace(candidate.payload, merged_into=None)).decode()
        return {word for word in self.wrote if word in said}

    def nobody_approves_their_own(self, candidate: Candidate) -> None:
        unread = self.words_of(candidate) - self.public - (self.unseen if leads_on(candidate) else set())
        for person in {self.people[self.wrote[word]] for word in unread}:
            with pytest.raises(reviewing.OwnText):
                reviewing.approve(candidate, by=person, digest=candidate.digest)
            self.refused += 1
            with pytest.raises(IntegrityError, match="own words"), transaction.atomic():
                Review.objects.create(
                    candidate=candidate,
                    verdict="approved",
                    digest=candidate.digest,
                    by=person,
                    at=candidate.submitted_at,
                )

    def alone_nobody_approves_what_others_wrote(self, candidate: Candidate) -> None:
        for name in self.people_besides_its_authors(candidate):
            with pytest.raises(reviewing.NotOwnText):
                reviewing.approve_alone(
                    candidate, by=self.people[name], digest=candidate.digest, reason="Nobody else is here."
                )

    def people_besides_its_authors(self, candidate: Candidate) -> set[str]:
        authors = set(candidate.authors.values_list("person__username", flat=True))
        return self.people.keys() - authors

    def publish(self, candidate: Candidate, *, by, which: int) -> None:
        reviewing.approve(candidate, by=by, digest=candidate.digest)
        try:
            publishing.publish(candidate, by=by, digest=candidate.digest)
        except NotPublished:
            return  # it leads to what was only submitted
        if leads_on(candidate):
            self.unseen |= self.words_of(candidate)
            return
        self.public |= self.words_of(candidate)
        if set(candidate.languages) == set(self.stored(which).languages()):
            self.hands[which].since, self.hands[which].had = set(), set(candidate.languages)


def leads_on(candidate: Candidate) -> bool:
    return payloads.from_bytes(bytes(candidate.content)).merged_into is not None


# Between them these meet authors who come along twice over, editions that only led on, and what readers have already.
@pytest.mark.parametrize("seed", [0, 1, 3])
def test_whoever_wrote_what_readers_lack_never_approves_it(db, seed):
    with time_machine.travel(datetime(2026, 1, 19, 8, 0, tzinfo=UTC), tick=False) as time:
        history = History(seed, time)
        history.go_on(60)
    assert history.refused > 9
