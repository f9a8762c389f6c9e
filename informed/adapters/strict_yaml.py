"""YAML as authors mean it: only `true` and `false` are booleans, a day is the text it is, no key stands twice."""

import re
from typing import Any

import yaml

#: Written in C where PyYAML was built with it, as its wheels are: reading the packs was most of a start.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_Loader):  # type: ignore[misc]
    """YAML's safe loader, with YAML 1.2's booleans, days as the text they are, and no key twice."""


class Fields(dict[Any, Any]):
    """A mapping that remembers in which line of its file it begins, and each of its fields."""

    line: int
    lines: dict[Any, int]


def _unique_mapping(loader: StrictLoader, node: yaml.MappingNode) -> Fields:
    seen: dict[Any, int] = {}
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "a key is one word", key.start_mark)
        name = loader.construct_object(key)
        if name in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {name!r} stands twice", key.start_mark)
        seen[name] = key.start_mark.line + 1
    fields = Fields(yaml.SafeLoader.construct_mapping(loader, node, deep=True))
    fields.line, fields.lines = node.start_mark.line + 1, seen
    return fields


_RESOLVED_OTHERWISE = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping)
StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in _RESOLVED_OTHERWISE]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
