"""Values that a file spells as one text: how pydantic and editors learn of them."""

from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault


class Spelled:
    """A value that is read from a text of its own; subclasses read it (`spelled`) and write it (`__str__`)."""

    meaning: ClassVar[str]
    """What it is, in a few words, for messages and help."""
    example: ClassVar[str]
    """A typical text."""

    @classmethod
    def spelled(cls, text: str) -> Self | None:
        """Read a text; None where it says no such thing."""
        raise NotImplementedError

    @classmethod
    def decode(cls, value: Any) -> Self:
        """Read the text form.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, cls):
            return value
        found = cls.spelled(" ".join(value.split())) if isinstance(value, str) else None
        if found is None:
            raise fault(Code.FORM, repr(value), f"{cls.meaning}, such as {cls.example}")
        return found

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": cls.meaning, "examples": [cls.example]}
