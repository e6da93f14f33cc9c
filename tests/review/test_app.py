"""The app: who gets in, what is refused, and that every button does what the desk does."""

from __future__ import annotations

import getpass
import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.client import HOST, Client
from review.conftest import LATER, PLAN, Office, Read, office_of
from tracker.models import Extraction, Verdict
from tracker.review.guard import LIMIT
from tracker.review.sessions import Doors
from tracker.store import Store


@pytest.fixture
def client(office: Office) -> Client:
    return Client(office.desk)


# --- getting in ------------------------------------------------------------------------------------------------


def test_nothing_but_the_pairing_page_without_a_session(office: Office) -> None:
    stranger = Client(office.desk, enter=False)
    key = office.key("固定资产投资")
    for address in ("/", f"/c/{key}", "/log", "/site/index.html", f"/c/{key}/source/songxi-2025"):
        answer = stranger.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/pair")
    answer = stranger.post(f"/c/{key}", do="accept")
    assert answer.status_code == 303
    assert office.log() == []


def test_the_token_opens_and_becomes_a_strict_cookie(office: Office) -> None:
    stranger = Client(office.desk, enter=False)
    assert stranger.get("/?token=wrong").headers["location"].startswith("/pair")
    answer = stranger.get(f"/?token={stranger.doors.token}")
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert stranger.doors.token not in cookie


def test_a_pairing_code_opens_once_and_is_void_after_five_wrong_ones(office: Office) -> None:
    stranger = Client(office.desk, enter=False)
    assert "wrong" in stranger.post("/pair", code="").headers["location"]
    code = stranger.doors.new_code()
    assert stranger.post("/pair", code=code).headers["location"] == "/"
    assert "wrong" in Client(office.desk, stranger.doors, enter=False).post("/pair", code=code).headers["location"]
    code = stranger.doors.new_code()
    for _ in range(5):
        stranger.post("/pair", code="00000000" if code != "00000000" else "11111111")
    assert "wrong" in stranger.post("/pair", code=code).headers["location"]


def test_a_paired_device_is_another_reader_until_it_says_otherwise(office: Office) -> None:
    tablet = Client(office.desk, enter=False)
    tablet.post("/pair", code=tablet.doors.new_code())
    assert 'value="reader-a-2"' in tablet.get("/").text


def test_who_came_by_the_token_asks_for_a_code_for_each_device_and_nobody_else_does(office: Office) -> None:
    here = Client(office.desk, Doors("reader-a", "zh", pairing=True))
    assert 'action="/code"' in here.get("/").text
    codes = []
    for _ in range(2):
        answer = here.post("/code")
        codes += re.findall(r"\b\d{8}\b", here.get(answer.headers["location"]).text)[:1]
        tablet = Client(office.desk, here.doors, enter=False)
        assert tablet.post("/pair", code=codes[-1]).headers["location"] == "/"
        tablet.csrf = re.search(r'name="csrf" value="([^"]+)"', tablet.get("/").text)[1]  # type: ignore[index]
        assert 'action="/code"' not in tablet.get("/").text
        assert tablet.post("/code").status_code == 404
    assert len(set(codes)) == 2
    alone = Client(office.desk)
    assert 'action="/code"' not in alone.get("/").text
    assert alone.post("/code").status_code == 404


def test_another_host_origin_or_form_is_refused(client: Client, office: Office) -> None:
    key = office.key("固定资产投资")
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    for origin in ("http://evil.example", "null", f"https://{HOST}", f"http://{HOST}.evil.example"):
        assert client.post(f"/c/{key}", headers={"origin": origin}, do="accept").status_code == 403
    bare = client.request("POST", f"/c/{key}", data={"csrf": client.csrf, "do": "accept"})
    assert bare.status_code == 403
    assert client.post(f"/c/{key}", csrf="wrong", do="accept").status_code == 403
    assert client.request("DELETE", f"/c/{key}").status_code == 405
    assert office.log() == []


def test_a_request_larger_than_a_form_is_refused(client: Client, office: Office) -> None:
    key = office.key("固定资产投资")
    assert client.post(f"/c/{key}", do="note", note="长" * LIMIT).status_code == 413

    async def endless():  # type: ignore[no-untyped-def]
        for _ in range(LIMIT // 1000 + 2):
            yield b"a" * 1000

    headers = {"origin": f"http://{HOST}", "content-type": "application/x-www-form-urlencoded"}
    assert client.request("POST", f"/c/{key}", headers=headers, content=endless()).status_code == 413
    for length in ("²", "-1", "1" * 5000, "0x10", "", "1 1"):  # what is no number of bytes, or no possible one
        strange = {**headers, "content-length": length.encode("latin-1")}
        assert client.request("POST", f"/c/{key}", headers=strange, content=b"").status_code == 413, length
    assert office.log() == []


def test_every_answer_forbids_what_a_page_does_not_need(client: Client, office: Office) -> None:
    for address in ("/", f"/c/{office.key('游客')}", "/log", "/assets/review.js", "/nowhere"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_pages_hold_no_inline_script_or_style(client: Client, office: Office) -> None:
    for address in ("/", f"/c/{office.key('固定资产投资')}?find=投资", "/log", "/pair"):
        page = client.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|<style|\sstyle=", page)


@pytest.mark.parametrize(
    "address",
    [
        "/site/../../etc/passwd", "/site/%2e%2e/%2e%2e/etc/passwd", "/site//etc/passwd", "/assets/style.css/../x",
        "/assets/..%2f..%2fpyproject.toml", "/c/..%2f..%2fetc", "/c/x/source/..%2f..", "/openapi.json", "/docs",
    ],
)  # fmt: skip
def test_no_path_from_a_request_reaches_the_disk(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_pages_of_the_build_are_known_by_name(office: Office, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<p>built</p>")
    client = Client(office.desk, site=lambda: {"index.html": page})
    assert client.get("/site/index.html").text == "<p>built</p>"
    assert client.get("/site/secret.html").status_code == 404


# --- working ---------------------------------------------------------------------------------------------------


def test_accepting_goes_on_to_the_next_and_says_so(client: Client, office: Office) -> None:
    found = office.desk.queue.select(client.filter(queue="print"))
    key, following = found[0], found[1]
    answer = client.post(f"/c/{key}?queue=print", do="accept")
    assert answer.headers["location"] == f"/c/{following}?queue=print"
    assert "已记下" in client.get(answer.headers["location"]).text
    assert [d.action for d in office.log()] == ["accept"]


@pytest.mark.parametrize(
    ("form", "verdict"),
    [
        ({"do": "not_reported"}, Verdict.UNREPORTED),
        ({"do": "cannot_compare"}, Verdict.INCOMPARABLE),
        ({"do": "verdict", "verdict": "near"}, Verdict.NEAR),
        ({"do": "correct", "of": "commitment", "value": "7"}, Verdict.MET),
    ],
)
def test_each_button_does_what_it_says(client: Client, office: Office, form: dict[str, str], verdict: Verdict) -> None:
    client.post(f"/c/{office.key('固定资产投资')}", **form)
    assert office.final("固定资产投资").verdict is verdict  # type: ignore[attr-defined]


def test_what_is_no_commitment_leads_on_from_where_it_stood(client: Client, office: Office) -> None:
    found = office.desk.queue.select(client.filter(queue="print"))
    answer = client.post(f"/c/{found[2]}?queue=print", do="not_a_commitment")
    assert answer.headers["location"] == f"/c/{found[3]}?queue=print"


def test_a_decision_that_changes_where_a_commitment_stands_leads_on_from_where_it_stood(
    client: Client, office: Office
) -> None:
    found = office.desk.queue.select(client.filter(queue="print"))
    assert office.desk.queue.items[found[0]].outcome == "missed"
    answer = client.post(f"/c/{found[0]}?queue=print", do="not_reported")
    assert office.desk.queue.items[found[0]].outcome == "silent"
    assert answer.headers["location"] == f"/c/{found[1]}?queue=print"


def test_the_log_says_what_was_decided_in_words(client: Client, office: Office) -> None:
    client.post(f"/c/{office.key('固定资产投资')}", do="correct", of="commitment", value="7", comparator="~")
    client.post(f"/c/{office.key('游客')}", do="accept")
    client.post(f"/c/{office.key('就业')}", do="note", reason="见统计公报")
    page = client.get("/log").text
    for words in ("比较：~", "数值：7", "comparator: ~", "value: 7", "未提及", "公开附注：", "见统计公报"):
        assert words in page
    assert "unreported" not in page


def test_undo_takes_back_the_last_and_leads_back_to_it(client: Client, office: Office) -> None:
    key = office.key("固定资产投资")
    client.post(f"/c/{key}", do="not_a_commitment")
    assert client.get(f"/c/{key}").status_code == 404
    answer = client.post("/undo")
    assert answer.headers["location"] == f"/c/{key}"
    assert client.get(f"/c/{key}").status_code == 200


def test_a_search_offers_the_sentence_and_taking_it_judges_it(client: Client, office: Office) -> None:
    key = office.key("游客")
    page = client.get(f"/c/{key}?find={quote('客人')}").text
    form = page[page.index('class="hits"') :]
    given = dict(re.findall(r'type="hidden" name="(report|start|end)" value="([^"]+)"', form))
    words = re.search(r'name="words" value="([^"]+)"', form)
    assert words
    client.post(f"/c/{key}", do="made", words=words[1], **given)
    assert office.final("游客").verdict is Verdict.MET  # type: ignore[attr-defined]


def test_skipping_writes_nothing(client: Client, office: Office) -> None:
    key = office.desk.queue.select(client.filter(queue="print"))[0]
    assert client.post(f"/c/{key}?queue=print", do="skip").headers["location"] != f"/c/{key}"
    assert office.log() == []


def test_scores_can_be_hidden(client: Client, office: Office) -> None:
    key = office.key("固定资产投资")
    assert "匹配依据" in client.get(f"/c/{key}").text
    client.post("/me", scores="hide")
    assert "匹配依据" not in client.get(f"/c/{key}").text


@pytest.mark.parametrize(
    ("came", "leads"),
    [
        ("http://{host}/rules/words?once=1", "/rules/words?once=1"),
        ("http://{host}/c/c-1?queue=print", "/c/c-1?queue=print"),
        ("http://evil.example/x", "/?queue=print"),
        ("http://{host}//evil.example/x", "/?queue=print"),
        ("", "/?queue=print"),
    ],
)
def test_changing_how_one_reads_leads_back_to_where_one_was(client: Client, came: str, leads: str) -> None:
    answer = client.post("/me?queue=print", headers={"referer": came.format(host=HOST)}, scores="hide")
    assert answer.headers["location"] == leads


def test_a_wrong_choice_is_told_in_one_sentence(client: Client, office: Office) -> None:
    answer = client.post(f"/c/{office.key('固定资产投资')}", do="pick", result="r-unknown")
    assert "没有这条完成情况" in client.get(answer.headers["location"]).text
    assert client.post(f"/c/{office.key('固定资产投资')}", do="reply").status_code == 400


def test_private_notes_are_seen_by_their_writer_alone_and_can_be_erased(client: Client, office: Office) -> None:
    key = office.key("固定资产投资")
    client.post(f"/c/{key}", do="note", note="CANARY-NOTE", reason="公开的话")
    assert "CANARY-NOTE" in client.get(f"/c/{key}").text
    other = Client(office.desk)
    other.post("/me", alias="reader-b")
    page = other.get(f"/c/{key}").text
    assert "CANARY-NOTE" not in page
    assert "公开的话" in page
    (entry,) = office.log()
    client.post("/erase", entry=entry.id)
    assert "CANARY-NOTE" not in client.get("/log").text


def test_no_page_names_the_user_the_machine_or_a_folder(client: Client, office: Office, tmp_path: Path) -> None:
    client.post(f"/c/{office.key('固定资产投资')}", do="accept")
    for address in ("/", "/log", f"/c/{office.key('固定资产投资')}"):
        page = client.get(address).text
        assert str(tmp_path) not in page
        assert str(Path.home()) + "/" not in page
        assert f">{getpass.getuser()}<" not in page
    assert all(d.who == "reader-a" for d in office.log())


def test_what_a_report_says_is_text_and_nothing_else(office: Office) -> None:
    client = Client(office.desk)
    office.desk.decide(
        "<script>alert(1)</script>", office.key("固定资产投资"), "note", {"reason": "<img src=x onerror=x>"}
    )
    page = client.get("/log").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_stale_decision_is_shown_with_what_it_may_speak_of_now(
    read: Read, tmp_path: Path, extractions: list[Extraction]
) -> None:
    with Store(tmp_path / "stale.sqlite") as store:
        before = office_of(extractions, store)
        before.desk.decide("reader-a", before.key("固定资产投资"), "accept", {})
        changed = office_of(read(plan=PLAN.replace("固定资产投资增长9%", "固定资产投资增长8%"), later=LATER), store)
        client = Client(changed.desk)
        assert "原句已变的决定" in client.get("/").text
        page = client.get("/log").text
        assert f'href="/c/{changed.key("固定资产投资")}"' in page[page.index('id="stale"') :]


# --- whatever is sent ------------------------------------------------------------------------------------------

JUNK = st.sampled_from(
    ["", "\0", "..", "/etc/passwd", "a" * 5000, "<script>", "-1", "9" * 30, "١٢", "1e9", "\u202e", "{{7*7}}", "near",
     "\r\nSet-Cookie: x=1", "commitment", "result", "report", "songxi-2025", "120", "130"]
)  # fmt: skip
ACTIONS = st.sampled_from(
    [
        "accept",
        "pick",
        "not_reported",
        "cannot_compare",
        "correct",
        "verdict",
        "note",
        "made",
        "skip",
        "undo",
        "reply",
        "",
    ]
)
FORM = st.dictionaries(
    st.sampled_from(
        ["result", "verdict", "later_report", "detail", "reason", "note", "of", "report", "start", "end", "words",
         "value", "unit", "kind", "reviewed_years", "measure", "horizon_end", "entry", "alias", "lang", "at"]
    ),
    JUNK,
    max_size=8,
)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["one", "undo", "erase", "me"]), ACTIONS, FORM)
def test_no_form_makes_the_app_fail_or_the_log_unreadable(
    client: Client, office: Office, where: str, action: str, form: dict[str, str]
) -> None:
    key = office.key("固定资产投资")
    answer = client.post(f"/c/{key}" if where == "one" else f"/{where}", **{**form, "do": action})
    assert answer.status_code in (303, 400)
    assert client.get(f"/c/{key}").status_code == 200
    assert all("\0" not in d.reason + d.note for d in office.log())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["/", "/c/x", "/log"]), st.dictionaries(st.sampled_from(["page", "find", "queue", "plan"]), JUNK)
)
def test_no_address_makes_the_app_fail(client: Client, path: str, query: dict[str, str]) -> None:
    assert client.get(f"{path}?{urlencode(query)}").status_code in (200, 404)
