"""Somebody at a browser of their own: what they do and see, in words and roles."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from .axe import check_axe

#: A phone of 2020: what most people in the country hold.
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
_LISTEN = """document.addEventListener('securitypolicyviolation', event =>
    console.error('CSP: ' + event.violatedDirective + ' blocked ' + (event.blockedURI || event.sample)));"""

Words = str | re.Pattern[str]


class Visitor:
    """One browser context. `problems` gathers what no visitor should ever meet; the fixture fails the test on any."""

    def __init__(
        self,
        browser: Browser,
        base_url: str,
        problems: list[str],
        *,
        javascript: bool = True,
        language: str = "id",
        dark: bool = False,
        screen: dict[str, int] = PHONE,
    ) -> None:
        self.problems = problems
        self.base_url = base_url
        self.language = language
        self.status = 0
        self.context: BrowserContext = browser.new_context(
            base_url=base_url,
            viewport=screen,  # type: ignore[arg-type]
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(8_000)
        if language != "id":
            self.context.add_cookies([{"name": "lang", "value": language, "url": base_url}])
        if javascript:
            self.context.add_init_script(_LISTEN)
        self.page = self.opens_tab()

    def opens_tab(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._note_console(message.type, message.text, page.url))
        page.on("pageerror", lambda error: self.problems.append(f"script error on {page.url}: {error}"))
        page.on("response", self._note_response)
        return page

    def _note_console(self, kind: str, text: str, url: str) -> None:
        # A page may answer 404 or 422 to a person's input; _note_response judges statuses.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.problems.append(f"console error on {url}: {text}")

    def _note_response(self, response: Response) -> None:
        asked = response.request.resource_type
        if response.status >= 500 or (response.status >= 400 and asked not in ("document", "xhr", "fetch")):
            self.problems.append(f"{response.status} for {response.request.method} {response.url}")

    # what they do

    def goes_to(self, path: str) -> Visitor:
        answer = self.page.goto(path)
        self.status = answer.status if answer else 0
        return self

    def follows(self, name: Words, *, exact: bool = False) -> Visitor:
        return self._moves_on(self.page.get_by_role("link", name=self._in_words(name), exact=exact))

    def presses(self, name: Words, *, exact: bool = False) -> Visitor:
        """A button that sends its form."""
        return self._moves_on(self.page.get_by_role("button", name=self._in_words(name), exact=exact))

    def _moves_on(self, found: Locator) -> Visitor:
        """Clicks, and waits for the page that comes of it: whoever goes on at once would tear the request down."""
        with self.page.expect_navigation():
            self._one(found).click()
        return self

    def fills(self, label: Words, value: str) -> Visitor:
        self._one(self.page.get_by_label(self._in_words(label))).fill(value)
        return self

    def selects(self, label: Words, option: str) -> Visitor:
        self._one(self.page.get_by_label(self._in_words(label))).select_option(label=str(self._in_words(option)))
        return self

    def picks(self, name: Words) -> Visitor:
        """A radio button."""
        self._one(self.page.get_by_role("radio", name=self._in_words(name))).check(force=True)
        return self

    def ticks(self, name: Words) -> Visitor:
        """A box."""
        self._one(self.page.get_by_role("checkbox", name=self._in_words(name))).check(force=True)
        return self

    def attaches(self, label: Words, name: str, content: bytes, kind: str = "text/csv") -> Visitor:
        self._one(self.page.get_by_label(self._in_words(label))).set_input_files(
            {"name": name, "mimeType": kind, "buffer": content}
        )
        return self

    # what they see

    def sees(self, *texts: Words) -> Visitor:
        for text in texts:
            expect(self._one(self.main.get_by_text(self._in_words(text)))).to_be_visible()
        return self

    def does_not_see(self, *texts: Words) -> Visitor:
        for text in texts:
            expect(self.main.get_by_text(self._in_words(text))).to_have_count(0)
        return self

    def stands_at(self, heading: Words) -> Visitor:
        """The page's own heading."""
        expect(self.page.get_by_role("heading", level=1, name=self._in_words(heading))).to_be_visible()
        return self

    def may(self, name: Words) -> Visitor:
        """A link or button of that name is there."""
        expect(
            self._one(
                self.page.get_by_role("link", name=self._in_words(name)).or_(
                    self.page.get_by_role("button", name=self._in_words(name))
                )
            )
        ).to_be_visible()
        return self

    def still_has_typed(self, label: Words, value: str) -> Visitor:
        expect(self._one(self.page.get_by_label(self._in_words(label)))).to_have_value(value)
        return self

    def finds_no_barrier(self) -> Visitor:
        check_axe(self.page)
        return self

    # for tests that look closer

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def text(self) -> str:
        return self.main.inner_text()

    def keeps_picture(self, path: Path, *, whole: bool = True) -> None:
        self.page.screenshot(path=path, full_page=whole)

    def leaves(self) -> None:
        self.context.close()

    def _in_words(self, text: Words) -> Words:
        """The journey is written in Indonesian; a visitor who reads English meets the translation of the same words."""
        if self.language == "id" or not isinstance(text, str):
            return text
        with translation.override(self.language):
            return translation.gettext(text)

    @staticmethod
    def _one(found: Locator) -> Locator:
        """The first one that shows: a page may repeat a link for thumbs and in its footer."""
        return found.locator("visible=true").first
