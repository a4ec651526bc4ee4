"""Reading what was submitted: the difference in words, the authors, the page as readers would see it."""

import pytest
from django.urls import reverse

from archive import markup
from archive.admin.base.differences import Difference, Differences, Fact, differences
from archive.editions import acts
from archive.editions.models import Release
from archive.editorial import reviewing
from archive.editorial.models import Review
from archive.editorial.reviewing import standing
from archive.markup import Span
from tests import making
from tests.kept import kept

from ..desk import act, sent_by, sits, verdicts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@kept
def corrected_statement():
    issuer, source, place = making.institution("The Archive"), making.source("A decree"), making.place("Shusha")
    for one in (issuer, source, place):
        making.published(one)
    record = making.statement("Statement of 2026", issuers=[issuer], places=[place], sources=[source])
    making.published(record)
    making.change(record, title="Statement of 2025", body="<p>We remember them.</p>")
    record.refresh_from_db()
    record.date, record.form = "2025-01-20", "message"
    record.places.clear()
    record.save()
    note = {"en": "It is of 2025."}
    return making.submitted(record, by=making.person("second", "archivist"), change="correction", note=note)


def test_differences_are_a_plain_list_of_fields_in_words():
    candidate = corrected_statement()

    found = differences(standing(candidate.record), candidate.payload)

    assert found == Differences(
        facts=(
            Fact(field="Date on the document", was="20 January 2026", will_be="20 January 2025"),
            Fact(field="Issued as", was="Statement", will_be="Message"),
            Fact(field="Places", was="Shusha"),
        ),
        words=(
            Difference(
                field="Title, English",
                before="Statement of 2026",
                after="Statement of 2025",
                language="en",
                spans=(
                    Span(op="same", text="Statement of"),
                    Span(op="removed", text=" 2026"),
                    Span(op="added", text=" 2025"),
                ),
            ),
            Difference(
                field="Text, English",
                before="We remember.",
                after="We remember them.",
                language="en",
                spans=markup.difference("We remember.", "We remember them."),
            ),
        ),
    )


def test_of_a_first_edition_everything_is_listed():
    place = making.place({"az": "Şuşa"}, latitude="39.7583", names=[("hy", "Շուշի")])

    found = differences(None, making.submitted(place).payload)

    assert [(one.field, one.will_be) for one in found.facts] == [
        ("Latitude", "39.7583"),
        ("Address", place.slug),
        ("Other names and spellings", "Շուշի (Armenian, Other spelling)"),
    ]
    assert [(one.field, one.after) for one in found.words] == [("Title, Azərbaycanca", "Şuşa")]


def test_languages_and_zones_are_called_by_their_names():
    as_cited = {"date_wording": "gecə", "date_wording_language": "az"}
    event = making.entry(sources=[making.source()], time="23:30", zone="Asia/Baku", **as_cited)
    making.published(event.citations.get().source)

    found = {one.field: one.will_be for one in differences(None, making.submitted(event).payload).facts}

    assert (found["Time zone"], found["Language of these words"]) == ("Baku, Azerbaijan", "Azerbaijani")


def test_the_review_page_names_the_authors_and_reads_out_what_changed():
    candidate = corrected_statement()

    html = sits(making.reviewer()).get(reverse("admin:review", args=[candidate.uuid])).content.decode()

    assert "Archivist, Second" in html
    assert "It is of 2025." in html
    assert '<del><span class="visually-hidden">removed: </span>20 January 2026</del>' in html
    assert '<ins><span class="visually-hidden">added: </span>20 January 2025</ins>' in html
    assert 'data-act="approve"' in html


def test_an_author_may_return_but_not_approve():
    both = making.person("both", "archivist", "reviewer")
    place = making.place(by=both)
    candidate = making.submitted(place, by=both)

    page = sits(both).get(reverse("admin:review", args=[candidate.uuid]))

    assert list(verdicts(page)) == ["return"]


def test_what_is_no_longer_current_can_be_read_but_not_decided():
    place = making.place()
    old = making.submitted(place)
    making.change(place, title="Another")

    page = sits(making.reviewer()).get(reverse("admin:review", args=[old.uuid]))

    assert verdicts(page) == {}
    assert "This is no longer what the record says" in page.content.decode()


def test_the_preview_is_the_public_page_that_nobody_keeps_or_finds():
    place = making.place({"en": "Shusha", "az": "Şuşa"})
    candidate = making.submitted(place)
    client = sits(making.reviewer())

    english = client.get(reverse("admin:preview", args=[candidate.uuid, "en"]))
    azerbaijani = client.get(reverse("admin:preview", args=[candidate.uuid, "az"]))
    russian = client.get(reverse("admin:preview", args=[candidate.uuid, "ru"]))

    assert [one.status_code for one in (english, azerbaijani, russian)] == [200, 200, 404]
    assert '<html lang="az"' in azerbaijani.content.decode()
    assert "This is a preview." in english.content.decode()
    assert "no-store" in english.headers["Cache-Control"]
    assert english.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in english.headers


def test_the_preview_of_a_draft_is_not_open_to_readers(client):
    candidate = making.submitted(making.place())

    answer = client.get(reverse("admin:preview", args=[candidate.uuid, "en"]))

    assert answer.status_code == 302


def reading_of(person, candidate, **asked):
    page = sits(person).get(reverse("admin:review", args=[candidate.uuid]), asked)
    (reading,) = page.context["readings"]
    return reading


def test_it_is_compared_with_what_was_read_before_then_with_what_readers_have():
    place = making.place("Shusa", slug="shusha")
    making.published(place)
    returned = making.submitted(making.change(place, title="Shuscha"), change="minor")
    reviewing.return_(returned, by=making.reviewer(), digest=returned.digest, remark="Without a c.")
    candidate = making.submitted(making.change(place, title="Shusha"), change="minor")
    person = making.reviewer()

    by_itself = reading_of(person, candidate)
    to_readers = reading_of(person, candidate, against="public")
    to_nothing = reading_of(person, candidate, against="nothing")

    assert [str(one.label) for one in by_itself.earlier] == ["what was submitted before", "what readers see now"]
    assert by_itself.against.payload.titles() == {"en": "Shuscha"}
    assert to_readers.against.payload.titles() == {"en": "Shusa"}
    assert (to_nothing.against, to_nothing.tabs[0].state) == (None, "new")


def test_a_tab_says_that_only_emphasis_differs_which_no_mark_shows():
    issuer = making.institution()
    making.published(issuer)
    record = making.statement(issuers=[issuer], body="<p>We remember.</p>")
    making.published(record)
    making.change(record, body="<p>We <em>remember</em>.</p>")

    reading = reading_of(making.reviewer(), making.submitted(record, change="minor"))

    assert [tab.state for tab in reading.tabs] == ["emphasis"]


def test_facts_that_are_as_before_are_there_and_apart():
    reading = reading_of(making.reviewer(), corrected_statement())

    assert [fact.field for fact in reading.changed_facts] == ["Date on the document", "Issued as", "Places"]
    assert ("Issuers", "The Archive") in [(fact.field, fact.will_be) for fact in reading.same_facts]


def test_only_a_page_of_what_was_submitted_may_stand_in_a_frame_of_ours():
    candidate = making.submitted(making.place())
    client = sits(making.reviewer())

    review = client.get(reverse("admin:review", args=[candidate.uuid]))
    preview = client.get(reverse("admin:preview", args=[candidate.uuid, "en"]), {"against": "nothing"})

    assert "frame-src 'self'" in review.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in review.headers["Content-Security-Policy"]
    assert review.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'" in preview.headers["Content-Security-Policy"]
    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    for address in ("/en/", "/desk/"):
        assert "frame-ancestors 'none'" in client.get(address).headers["Content-Security-Policy"]


def test_links_of_a_text_are_seen_with_where_they_will_lead():
    place, issuer = making.place(slug="shusha"), making.institution()
    making.published(issuer)
    release = making.release()
    making.scheduled(place, release)
    link = f'<p>In <a data-record="{place.uuid}">the town</a>, see <a href="https://example.org/a">a page</a>.</p>'
    candidate = making.submitted(making.statement(issuers=[issuer], body=link), release=release)
    (tab,) = reading_of(making.reviewer(), candidate).tabs

    html = sits(making.reviewer()).get(tab.url).content.decode()

    assert '<span class="leads-to"> → /en/places/shusha/</span>' in html
    assert '<span class="leads-to"> → https://example.org/a</span>' in html
    assert "This is a preview" not in html


def test_who_may_both_approves_and_publishes_in_one_act():
    both = making.person("both", "reviewer", "publisher")
    place = making.place()
    candidate = making.submitted(place)
    page = sits(both).get(reverse("admin:review", args=[candidate.uuid]))

    answer = sits(both).post(
        act(place, "approve-and-publish"), sent_by(verdicts(page)["approve-and-publish"].form), follow=True
    )

    assert list(verdicts(page)) == ["approve", "approve-and-schedule", "approve-and-publish", "return"]
    assert "Approved. Edition 1 is public now." in answer.content.decode()
    assert Review.objects.get().by == both


def test_who_may_both_approves_and_schedules_for_the_next_release():
    both = making.person("both", "reviewer", "publisher")
    release = making.release()
    place = making.place()
    candidate = making.submitted(place)
    page = sits(both).get(reverse("admin:review", args=[candidate.uuid]))

    answer = sits(both).post(
        act(place, "approve-and-schedule"), sent_by(verdicts(page)["approve-and-schedule"].form), follow=True
    )

    assert "Approved. Scheduled." in answer.content.decode()
    assert [one.release for one in acts.pending()] == [release]


def test_a_refusal_of_the_second_act_takes_the_approval_back():
    both = making.person("both", "reviewer", "publisher")
    place = making.place()
    candidate = making.submitted(place)
    words = {"verdict-seen": candidate.digest, "verdict-day": "2020-01-01", "verdict-hour": "00:00"}

    answer = sits(both).post(act(place, "approve-and-schedule"), words | {"verdict-zone": "Asia/Baku"})

    assert answer.status_code == 422
    assert not Review.objects.exists()


def test_nobody_approves_and_publishes_with_one_of_the_rights_alone():
    place = making.place()
    candidate = making.submitted(place)
    words = {"verdict-seen": candidate.digest}

    answers = [
        sits(one).post(act(place, "approve-and-publish"), words) for one in (making.reviewer(), making.publisher())
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Review.objects.exists()


def test_reading_asks_as_much_in_a_large_archive_as_in_a_small_one(django_assert_num_queries):
    candidate, client = corrected_statement(), sits(making.reviewer())
    address = reverse("admin:review", args=[candidate.uuid])
    client.get(address)

    with django_assert_num_queries(20):
        client.get(address)


def test_of_many_small_records_all_they_contain_stands_on_the_page():
    place = making.place(
        {"az": "Şuşa", "en": "Shusha"}, latitude="39.7583", names=[("hy", "Շուշի")], sources=[making.source("A book")]
    )
    making.published(place.citations.get().source)
    candidate = making.submitted(place)

    html = sits(making.reviewer()).get(reverse("admin:batch")).content.decode()

    rows = html.partition(f'value="{candidate.pk}:{candidate.digest}"')[2]
    assert "<details open>" in rows
    for said in ("Şuşa", "Shusha", "39.7583", "Շուշի (Armenian, Other spelling)", "A book"):
        assert said in rows


@pytest.mark.parametrize("count", [1, 3])
def test_many_small_records_are_read_with_as_many_queries_as_one(count, django_assert_num_queries):
    for number in range(count):
        place = making.place(f"Place {number}", names=[("hy", "Շուշի")])
        place.names.update(sort="other")
        making.submitted(place)
    client = sits(making.reviewer())
    client.get(reverse("admin:batch"))

    with django_assert_num_queries(8):
        client.get(reverse("admin:batch"))


def test_a_doubt_is_let_stand_where_many_are_approved():
    place = making.place(names=[("hy", "Շուշի")])
    place.names.update(sort="other")
    candidate = making.submitted(place)
    line = f"{candidate.pk}:{candidate.digest}"
    client = sits(making.reviewer())
    (waiting,) = client.get(reverse("admin:batch")).context["to_approve"]
    (told,) = waiting.doubts

    refused = client.post(reverse("admin:batch"), {"act": "approve", "chosen": line})
    ticked = {f"verdict-{candidate.pk}-acknowledged": told.doubt.digest}
    done = client.post(reverse("admin:batch"), {"act": "approve", "chosen": line, **ticked})

    assert [bool(page.context["outcomes"][0].refused) for page in (refused, done)] == [True, False]


# --- what is read together ----------------------------------------------------------------------------


@pytest.fixture
@kept
def package():
    """An event and the place that it names, both new, submitted together."""
    village = making.place("Khojaly")
    source = making.source()
    making.published(source)
    event = making.entry(places=[village], sources=[source])
    return making.submitted(event, together={village: village.version})


def reviews() -> list[Review]:
    return list(Review.objects.exclude(candidate__record__kind="source"))


def test_what_was_submitted_together_is_read_on_one_page_and_approved_at_once(package):
    client = sits(making.reviewer())
    page = client.get(reverse("admin:review", args=[package.uuid]))
    all_at_once = page.context["verdicts"]

    answer = client.post(all_at_once.plain[0].url, sent_by(all_at_once.form))

    assert [one.record.kind for one in page.context["readings"]] == ["place", "timeline-entry"]
    assert (all_at_once.count, [one.act for one in all_at_once.plain]) == (2, ["approve"])
    assert answer.status_code == 302
    assert [one.candidate.record.kind for one in reviews()] == ["place", "timeline-entry"]


def test_each_of_what_was_submitted_together_has_a_verdict_of_its_own(package):
    client = sits(making.reviewer())
    page = client.get(reverse("admin:review", args=[package.uuid]))
    (place, approves), (event, returns) = page.context["verdicts"].each
    sent = sent_by(page.context["verdicts"].form)

    client.post(returns[-1].url, sent | {"verdict-one": event.signed, "verdict-remark": "On which day?"})
    client.post(approves[0].url, sent | {"verdict-one": place.signed})

    said = {one.candidate.record.kind: (one.verdict, one.remark) for one in reviews()}
    assert said == {"timeline-entry": ("returned", "On which day?"), "place": ("approved", "")}


def test_what_was_submitted_together_is_approved_and_published_in_one_act(package):
    both = making.person("both", "reviewer", "publisher")
    client = sits(both)
    page = client.get(reverse("admin:review", args=[package.uuid]))
    publish = next(one for one in page.context["verdicts"].plain if one.act == "approve-and-publish")

    answer = client.post(publish.url, sent_by(page.context["verdicts"].form), follow=True)

    assert "Approved. 2 records are public now." in answer.content.decode()
    assert Release.objects.filter(at_once=True).count() == 2  # with that of the source


def test_nothing_of_it_is_approved_if_one_was_saved_meanwhile(package):
    client = sits(making.reviewer())
    page = client.get(reverse("admin:review", args=[package.uuid]))
    village = page.context["readings"][0].record
    making.change(village, title="Khojaly town")

    answer = client.post(page.context["verdicts"].plain[0].url, sent_by(page.context["verdicts"].form))

    assert answer.status_code == 409
    assert "I have read it as it stands now." not in answer.content.decode()
    assert reviews() == []


def test_nothing_is_decided_about_what_is_not_there(package):
    client, release = sits(making.person("both", "reviewer", "publisher")), making.release()
    names = ("approve", "return", "approve-and-publish", "approve-and-schedule")
    for decided in ("0:abc", "abc", f"{'9' * 60}:abc", f"{'9' * 5000}:abc"):
        words = {"verdict-decided": decided, "verdict-remark": "So.", "verdict-release": release.pk}
        for name in names:
            assert client.post(act(package.record, name), words).status_code == 409, (name, decided[:20])
    assert reviews() == []


def test_several_that_are_returned_with_one_remark_are_all_returned(package):
    client = sits(making.reviewer())
    page = client.get(reverse("admin:review", args=[package.uuid]))
    sent = sent_by(page.context["verdicts"].form) | {"verdict-remark": "On which day?"}

    client.post(act(package.record, "return"), sent)

    assert [one.verdict for one in reviews()] == ["returned", "returned"]


def test_a_reason_that_is_too_long_is_told_where_many_are_approved():
    candidate = making.submitted(making.place("Town"))
    why = {f"verdict-{candidate.pk}-why": "so " * 400, "act": "approve"}

    answer = sits(making.reviewer()).post(
        reverse("admin:batch"), why | {"chosen": f"{candidate.pk}:{candidate.digest}"}
    )

    assert answer.status_code == 200
    assert [one.refused for one in answer.context["outcomes"]] == [
        "Why it may stand: Ensure this value has at most 500 characters (it has 1199)."
    ]
