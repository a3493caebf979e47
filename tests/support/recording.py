"""Telegram's side of the wire for tests: a BaseRequest that records calls, checks them and answers as Telegram does."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

TOKEN = "123456789:AAExampleExampleExampleExampleExamp"
USERNAME = "weekly_bot"
ME = {"id": 123456789, "is_bot": True, "first_name": "Weekly", "username": USERNAME, "supports_inline_queries": True}
TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}

WORDS = {"text", "next_offset"}  # parameters that are texts even where they look like numbers

Parameters = dict[str, Any]
Answer = tuple[int, Parameters]


class RefusalError(Exception):
    """The call breaks a rule of Telegram's; the text is Telegram's."""


@dataclass(frozen=True)
class Call:
    """One call of the bot, with its parameters as they went over the wire."""

    method: str
    parameters: Parameters

    @property
    def shown(self) -> str:
        """The text as people see it: parsed."""
        return parse(self.parameters["text"]) if self.parameters.get("parse_mode") else self.parameters.get("text", "")

    @property
    def buttons(self) -> list[Parameters]:
        """All buttons in reading order."""
        return [one for row in self.parameters.get("reply_markup", {}).get("inline_keyboard", []) for one in row]

    def button(self, words: str) -> Parameters:
        """The first button whose label holds the words."""
        found = [one for one in self.buttons if words in one["text"]]
        assert found, f"no button with {words!r} among {[one['text'] for one in self.buttons]}"
        return found[0]


def failure(code: int, description: str, **parameters: object) -> Answer:
    """A refusal as Telegram words it."""
    return code, {"ok": False, "error_code": code, "description": description, "parameters": parameters}


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open = "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in TAGS:
            raise RefusalError(f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise RefusalError("Bad Request: can't parse entities: Unexpected end tag")

    def handle_data(self, data: str) -> None:
        self.text += data


def parse(markup: str) -> str:
    """The text that an HTML message shows. RefusalError: Telegram could not parse it."""
    parser = _Parser()
    parser.feed(markup)
    parser.close()
    if parser.open:
        raise RefusalError("Bad Request: can't parse entities: Can't find end tag")
    return parser.text


def check_text(markup: str) -> None:
    """RefusalError where Telegram would refuse the text of a message."""
    shown = parse(markup)
    if not shown.strip():
        raise RefusalError("Bad Request: text must be non-empty")
    if len(shown.encode("utf-16-le")) // 2 > 4096:
        raise RefusalError("Bad Request: message is too long")


def check_markup(markup: Parameters | None) -> None:
    """RefusalError where Telegram would refuse the buttons."""
    for row in (markup or {}).get("inline_keyboard", []):
        if not 1 <= len(row) <= 8:
            raise RefusalError("Bad Request: reply markup is too long")
        for button in row:
            if not button["text"].strip():
                raise RefusalError("Bad Request: inline keyboard button text must be non-empty")
            if len(button.get("callback_data", "").encode()) > 64:
                raise RefusalError("Bad Request: BUTTON_DATA_INVALID")
            if not {"callback_data", "url"} & set(button):
                raise RefusalError("Bad Request: can't parse inline keyboard button")


@dataclass
class Telegram(BaseRequest):
    """The far end. `faults[method]` holds the next answers to that method, or errors of the connection."""

    calls: list[Call] = field(default_factory=list)
    faults: defaultdict[str, deque[Answer | TelegramError]] = field(default_factory=lambda: defaultdict(deque))
    members: dict[tuple[int, int], str] = field(default_factory=dict)  # (chat, user) -> status
    settings: Parameters = field(default_factory=dict)  # what set… methods were given, by method and place
    messages: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def read_timeout(self) -> float | None:
        return 5

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    def sent(self, method: str = "sendMessage") -> list[Call]:
        """The calls of that method so far."""
        return [call for call in self.calls if call.method == method]

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - every method is sent by POST
        request_data: RequestData | None = None,
        *_timeouts: Any,  # noqa: ANN401
        **_named: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        wire = request_data.json_parameters if request_data else {}
        call = Call(
            url.rpartition("/")[2], {name: value if name in WORDS else _decoded(value) for name, value in wire.items()}
        )
        self.calls.append(call)
        if self.faults[call.method]:
            fault = self.faults[call.method].popleft()
            if isinstance(fault, TelegramError):
                raise fault
            return fault[0], json.dumps(fault[1]).encode()
        try:
            name = re.sub("([A-Z])", r"_\1", call.method).lower()
            result = getattr(self, f"_on_{name}", lambda _parameters: True)(call.parameters)
        except RefusalError as refusal:
            code, body = failure(400, str(refusal))
            return code, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _on_get_me(self, _parameters: Parameters) -> object:
        return ME

    def _on_send_message(self, parameters: Parameters) -> object:
        check_text(parameters["text"])
        check_markup(parameters.get("reply_markup"))
        number = 1000 + len(self.messages)
        self.messages[parameters["chat_id"], number] = json.dumps([parameters["text"], parameters.get("reply_markup")])
        return _message(parameters["chat_id"], number, parameters["text"])

    def _on_edit_message_text(self, parameters: Parameters) -> object:
        check_text(parameters["text"])
        check_markup(parameters.get("reply_markup"))
        place = (parameters["chat_id"], parameters["message_id"])
        new = json.dumps([parameters["text"], parameters.get("reply_markup")])
        if self.messages.get(place) == new:
            raise RefusalError(
                "Bad Request: message is not modified: specified new message content and reply markup are …"
            )
        self.messages[place] = new
        return _message(*place, parameters["text"])

    def _on_answer_inline_query(self, parameters: Parameters) -> object:
        ids = [result["id"] for result in parameters["results"]]
        if len(ids) > 50 or len(ids) != len(set(ids)) or not all(1 <= len(one.encode()) <= 64 for one in ids):
            raise RefusalError("Bad Request: RESULT_ID_DUPLICATE")
        for result in parameters["results"]:
            _check_result(result)
        return True

    def _on_answer_guest_query(self, parameters: Parameters) -> object:
        _check_result(parameters["result"])
        return {"inline_message_id": "guest1"}

    def _on_get_chat_member(self, parameters: Parameters) -> object:
        status = self.members.get((parameters["chat_id"], parameters["user_id"]), "member")
        return member(status, _person(parameters["user_id"]))

    def _on_get_chat_administrators(self, parameters: Parameters) -> object:
        chosen = [user for (chat, user), status in self.members.items() if chat == parameters["chat_id"]]
        return [member("administrator", _person(user)) for user in chosen]

    def _on_get_my_commands(self, parameters: Parameters) -> object:
        return self.settings.get(_place("commands", parameters), [])

    def _on_set_my_commands(self, parameters: Parameters) -> object:
        self.settings[_place("commands", parameters)] = parameters["commands"]
        return True

    def _on_get_my_description(self, parameters: Parameters) -> object:
        return {"description": self.settings.get(_place("description", parameters), "")}

    def _on_set_my_description(self, parameters: Parameters) -> object:
        self.settings[_place("description", parameters)] = parameters["description"]
        return True

    def _on_get_my_short_description(self, parameters: Parameters) -> object:
        return {"short_description": self.settings.get(_place("short", parameters), "")}

    def _on_set_my_short_description(self, parameters: Parameters) -> object:
        self.settings[_place("short", parameters)] = parameters["short_description"]
        return True


def _decoded(value: str) -> object:
    """Objects travel as JSON, texts as they are."""
    try:
        return json.loads(value) if value[:1] in "{[0123456789-tf" else value
    except ValueError:
        return value


def _place(what: str, parameters: Parameters) -> str:
    return f"{what} {parameters.get('scope', {}).get('type', 'default')} {parameters.get('language_code', '')}"


def _message(chat_id: int, number: int, text: str) -> Parameters:
    kind = "private" if chat_id > 0 else "supergroup"
    return {"message_id": number, "date": 0, "chat": {"id": chat_id, "type": kind}, "from": ME, "text": text}


def member(status: str, user: Parameters) -> Parameters:
    """A ChatMember of that status."""
    rights = "manage_chat|delete_messages|manage_video_chats|restrict_members|promote_members|change_info"
    all_rights = [*rights.split("|"), "invite_users", "post_stories", "edit_stories", "delete_stories"]
    more: dict[str, Parameters] = {
        "administrator": {"is_anonymous": False, "can_be_edited": False} | {f"can_{one}": False for one in all_rights},
        "creator": {"is_anonymous": False},
        "kicked": {"until_date": 0},
    }
    return {"status": status, "user": user, **more.get(status, {})}


def _person(user_id: int) -> Parameters:
    return {"id": user_id, "is_bot": False, "first_name": "Someone"}


def _check_result(result: Parameters) -> None:
    check_text(result["input_message_content"]["message_text"])
    check_markup(result.get("reply_markup"))
    for button in (one for row in result.get("reply_markup", {}).get("inline_keyboard", []) for one in row):
        assert "url" in button, "a callback from a chat that the bot is not in cannot be answered with a message"
