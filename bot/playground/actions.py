"""What the page may ask for, one JSON object each, and how it is carried out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.playground.world import World
from index.types import Language

Typed = Annotated[str, Field(max_length=20_000)]
Short = Annotated[str, Field(max_length=256)]


class Action(BaseModel):
    """Base: unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InChat(Action):
    """Done by a person in a chat."""

    chat: int
    person: int


class Send(InChat):
    """Write a message."""

    do: Literal["send"]
    text: Typed
    reply_to: int | None = None


class Edit(InChat):
    """Edit an own message."""

    do: Literal["edit"]
    message: int
    text: Typed


class Start(InChat):
    """Press start, or open a deep link."""

    do: Literal["start"]
    payload: Short = ""


class Press(InChat):
    """Press a button."""

    do: Literal["press"]
    message: int
    data: Short
    request: Short


class LookUp(InChat):
    """Type `@bot …`."""

    do: Literal["look-up"]
    text: Typed
    offset: Short = ""
    request: Short


class Choose(InChat):
    """Send a result of a look-up."""

    do: Literal["choose"]
    query: Short
    result: Short


class Clear(Action):
    """Empty a chat."""

    do: Literal["clear"]
    chat: int


class Speak(Action):
    """Switch the language."""

    do: Literal["speak"]
    language: Language


class Publish(Action):
    """Publish the sample episode."""

    do: Literal["publish"]


WorldAction = Send | Edit | Start | Press | LookUp | Choose | Clear
PageAction = WorldAction | Speak | Publish

PARSER: TypeAdapter[PageAction] = TypeAdapter(Annotated[PageAction, Field(discriminator="do")])


def carry_out(action: WorldAction, world: World) -> None:
    """Lets it happen in the world; raises ActionError."""
    match action:
        case Send():
            world.send(action.chat, action.person, action.text, action.reply_to)
        case Edit():
            world.edit(action.chat, action.person, action.message, action.text)
        case Start():
            world.start(action.chat, action.person, action.payload)
        case Press():
            world.press(action.chat, action.person, action.message, action.data, action.request)
        case LookUp():
            world.look_up(action.chat, action.person, action.text, action.offset, action.request)
        case Choose():
            world.choose(action.chat, action.person, action.query, action.result)
        case Clear():
            world.clear(action.chat)
