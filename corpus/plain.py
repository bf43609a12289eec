"""Records as plain JSON values, and back again by the types that their fields are declared with."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import functools
import types
import typing
from collections.abc import Callable
from typing import Any

Maker = Callable[[Any], Any]
#: What JSON tells apart; a whole number can stand for any other number.
_CHECKED = frozenset({str, int, bool})


def to_plain(value: Any) -> Any:
    """Turn a record into values that JSON knows.

    :param value: a dataclass, or anything made of dataclasses, tuples, dictionaries, enumerations of strings and dates.
    :return: dictionaries, lists, strings and numbers.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.value if isinstance(value, enum.Enum) else value


def from_plain(kind: type, value: Any) -> Any:
    """Make a record again.

    :param kind: its class.
    :param value: what :func:`to_plain` gave, perhaps by way of JSON.
    :return: an equal record.
    :raises ValueError: if the value is of another shape.
    """
    try:
        return maker(kind)(value)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__} ({type(error).__name__}: {error})") from error


def field_makers(record: type) -> dict[str, Maker]:
    """Say how each field of a record is made from its plain value.

    :param record: a dataclass.
    :return: a function a field.
    """
    hints = typing.get_type_hints(record)
    return {field.name: maker(hints[field.name]) for field in dataclasses.fields(record)}


@functools.cache
def maker(hint: Any) -> Maker:
    """Say how a value of a type is made from its plain value.

    :param hint: the type, as it is declared.
    :return: a function from the plain value to the value.
    """
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is dict:
        inner = maker(arguments[1])
        return lambda value: {key: inner(item) for key, item in value.items()}
    if dataclasses.is_dataclass(hint):
        return _record(typing.cast(type, hint))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint
    if hint in _CHECKED:
        return _checked(hint)
    return datetime.date.fromisoformat if hint is datetime.date else _same


def _same(value: Any) -> Any:
    return value


def _checked(kind: type) -> Maker:
    """Take a value as it is, if it is one: who sent it may not be trusted."""

    def check(value: Any) -> Any:
        if type(value) is not kind:  # a truth value is no number
            raise TypeError(f"{type(value).__name__} instead of {kind.__name__}")
        return value

    return check


def _optional(arguments: tuple[Any, ...]) -> Maker:
    (inner,) = [maker(argument) for argument in arguments if argument is not type(None)]
    return lambda value: None if value is None else inner(value)


def _tuple(arguments: tuple[Any, ...]) -> Maker:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = maker(arguments[0])
        return lambda value: tuple(map(inner, value))
    each = [maker(argument) for argument in arguments]
    return lambda value: tuple(make(item) for make, item in zip(each, value, strict=True))


def _record(record: type) -> Maker:
    makers = field_makers(record)
    return lambda value: record(**{name: makers[name](item) for name, item in value.items()})
