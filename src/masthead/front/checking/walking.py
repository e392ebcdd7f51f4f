"""Walking through compiled templates: every name that they ask for is compared with what they are given.

What a part receives is found by walking the pages that include it, ours and the theme's, so that the kinds of ``card`` and ``listing``
are known wherever they are handed on to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.template import Engine, Origin, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Token, TokenType, Variable, VariableNode
from django.template.defaulttags import ForNode, IfNode, WithNode
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode

from masthead.front.checking.findings import Finding
from masthead.front.checking.kinds import MISSING, UNKNOWN, Kind, called, element_of, names_of, nearest, part_of

Scope = dict[str, Kind]
PRIVATE = frozenset({"request", "user", "perms", "messages", "csrf_token", "session"})
"""What Django's own pages know; a reader's page is the same for everybody."""
ALWAYS = frozenset({"forloop", "block", "True", "False", "None"})
ASSIGNED = ("asvar", "varname", "target_var", "variable_name", "var_name", "variable")
KEPT_BY = frozenset({"default", "default_if_none", "safe", "capfirst"})
DEEPEST = 40


@dataclass
class Walk:
    """One walk through a set of templates. ``reported`` says of which template what is found is told."""

    engine: Engine
    reported: Callable[[str], bool]
    findings: set[Finding] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    handed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By part, every name that any page hands to it: a part may ask for those, also where one page leaves some out."""
    is_learning: bool = False
    """While our own templates are walked: what their parts ask for may be asked for."""
    views: tuple[Kind, ...] = ()
    """What ``view`` is on any page: a template that several pages extend may ask for what only some of them have."""
    _walked: set[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=set)

    def template(self, name: str, scope: Scope, *, is_open: bool = False) -> None:
        """Walk a template with what it is given; ``is_open``: more may be given than is known."""
        key = (name, tuple(sorted((each, repr(kind)) for each, kind in scope.items())))
        if key in self._walked or len(self._walked) > DEEPEST * 1000:
            return
        self._walked.add(key)
        self.reached.add(name)
        try:
            template = self.engine.get_template(name)
        except (TemplateDoesNotExist, TemplateSyntaxError):
            return  # said where it is compiled
        Reader(self, name, dict(scope), is_open=is_open).page(template.nodelist)

    def say(self, name: str, node: Node | None, message: str, hint: str = "", *, is_advice: bool = False) -> None:
        """Tell what is wrong, if it is the theme's template in which it is."""
        origin = getattr(node, "origin", None)
        path = origin.template_name if isinstance(origin, Origin) and origin.template_name else name
        token = getattr(node, "token", None)
        if self.reported(str(path)):
            line = token.lineno if isinstance(token, Token) else 1
            self.findings.add(Finding(str(path), line or 1, message, hint, is_advice))


@dataclass
class Reader:
    """Reads one template from the top, and keeps what its names stand for."""

    walk: Walk
    name: str
    scope: Scope
    is_open: bool = False
    blocks: dict[str, list[BlockNode]] = field(default_factory=lambda: defaultdict(list))

    def page(self, nodes: NodeList) -> None:
        """A whole template: where it extends another, that one, with the blocks of this."""
        extends = next((node for node in nodes if isinstance(node, ExtendsNode)), None)
        if extends is None:
            self.nodes(nodes)
            return
        for block in blocks_in(extends.nodelist):
            self.blocks[block.name].append(block)
        parent_name = named_by(extends.parent_name)
        if not isinstance(parent_name, str):
            self.walk.say(self.name, extends, "It extends a template that only a variable names.", "Write its name.")
            return
        try:
            parent = self.walk.engine.get_template(parent_name)
        except (TemplateDoesNotExist, TemplateSyntaxError):
            hint = nearest(parent_name, ["front/base.html"])
            self.walk.say(self.name, extends, f"It extends “{parent_name}”, which is not there.", hint)
            return
        self._blocks_known(extends, parent.nodelist)
        self.page(parent.nodelist)

    def _blocks_known(self, extends: ExtendsNode, parent: NodeList) -> None:
        known = {block.name for block in blocks_in(parent)}
        above = next((node for node in parent if isinstance(node, ExtendsNode)), None)
        inner = {each.name for block in extends.blocks.values() for each in blocks_in(block.nodelist)}
        if above is not None:
            return
        for name, block in extends.blocks.items():
            if name not in known | inner:
                message = f"“{named_by(extends.parent_name)}” has no block “{name}”: what stands in it is never drawn."
                self.walk.say(self.name, block, message, nearest(name, known))

    def nodes(self, nodes: Any) -> None:
        """One node after the other; what one assigns the next may ask for."""
        for node in nodes:
            self.node(node)

    def node(self, node: Node) -> None:
        """One node, and what is within it."""
        handler = next((self_handler for kind, self_handler in HANDLERS if isinstance(node, kind)), Reader.any_node)
        handler(self, node)

    def within(self, more: Scope, *lists: Any) -> None:
        """Nodes that know more than those around them."""
        before = dict(self.scope)
        self.scope |= more
        for nodes in lists:
            self.nodes(nodes)
        self.scope = before

    def variable(self, node: VariableNode) -> None:
        """``{{ … }}``."""
        self.kind_of(node.filter_expression, node)

    def condition(self, node: IfNode) -> None:
        """``{% if %}``: a name that may not be there may be asked for."""
        for test, nodes in node.conditions_nodelists:
            for expression in expressions_in(test):
                self.kind_of(expression, node)
            self.nodes(nodes)

    def loop(self, node: ForNode) -> None:
        """``{% for %}``."""
        element = element_of(self.kind_of(node.sequence, node))
        kinds = {name: element if len(node.loopvars) == 1 else UNKNOWN for name in node.loopvars}
        self.within(kinds, node.nodelist_loop)
        self.nodes(node.nodelist_empty)

    def naming(self, node: WithNode) -> None:
        """``{% with %}``."""
        self.within({name: self.kind_of(said, node) for name, said in node.extra_context.items()}, node.nodelist)

    def inclusion(self, node: IncludeNode) -> None:
        """``{% include %}``: the part is walked with what it is handed."""
        handed = {name: self.kind_of(said, node) for name, said in node.extra_context.items()}
        part = node.template.var
        if not isinstance(part, str):
            self.kind_of(node.template, node)
            return
        if not node.isolated_context:
            hint = "End it with “only”, so that a part knows no more than it is handed."
            self.walk.say(
                self.name, node, f"“{part}” is handed everything that stands around it.", hint, is_advice=True
            )
        try:
            self.walk.engine.get_template(part)
        except TemplateDoesNotExist:
            hint = nearest(part, list(self.walk.handed))
            self.walk.say(self.name, node, f"It includes “{part}”, which is not there.", hint)
            return
        except TemplateSyntaxError:
            return
        self.walk.handed[part] |= set(handed)
        self.walk.template(part, handed if node.isolated_context else {**self.scope, **handed}, is_open=self.is_open)

    def tag(self, node: SimpleNode) -> None:
        """A tag of ours, whose answer may get a name."""
        for said in (*node.args, *node.kwargs.values()):
            self.kind_of(said, node)
        if name := getattr(node, "target_var", None):
            answer = node.func.__annotations__.get("return", UNKNOWN)
            self.scope.setdefault(name, UNKNOWN if isinstance(answer, str) else answer)

    def drawn_tag(self, node: InclusionNode) -> None:
        """A tag that draws a template of its own."""
        for said in (*node.args, *node.kwargs.values()):
            self.kind_of(said, node)

    def block(self, node: BlockNode) -> None:
        """A place that a page may fill: both what fills it and what stands there by itself."""
        fillings = self.blocks.get(node.name, [])
        self.within({}, *(filling.nodelist for filling in fillings), *([] if node in fillings else [node.nodelist]))

    def words(self, node: BlockTranslateNode) -> None:
        """``{% blocktranslate %}``: names within its words."""
        given = {name: self.kind_of(said, node) for name, said in node.extra_context.items()}
        if node.countervar:
            given[node.countervar] = self.kind_of(node.counter, node)
        before = dict(self.scope)
        self.scope |= given
        for token in (*node.singular, *node.plural):
            if token.token_type == TokenType.VAR:
                self.asked(Variable(token.contents.split("|")[0].strip()), node)
        self.scope = before
        if node.asvar:
            self.scope[node.asvar] = str

    def any_node(self, node: Node) -> None:
        """Any other tag: what it asks for, what it holds, what it names."""
        for value in vars(node).values():
            for expression in expressions_in(value):
                self.kind_of(expression, node)
        for name in ASSIGNED:
            if isinstance(assigned := getattr(node, name, None), str):
                self.scope.setdefault(assigned, UNKNOWN)
        for attribute in node.child_nodelists:
            if isinstance(nodes := getattr(node, attribute, None), NodeList):
                self.nodes(nodes)

    def kind_of(self, said: Any, node: Node) -> Kind:
        """The kind of an expression with its filters; tells of names that are not there."""
        if not isinstance(said, FilterExpression):
            return self.asked(said, node) if isinstance(said, Variable) else UNKNOWN
        kind = self.asked(said.var, node) if isinstance(said.var, Variable) else type(said.var)
        for _filter, arguments in said.filters:
            for is_variable, argument in arguments:
                if is_variable and isinstance(argument, Variable):
                    self.asked(argument, node)
        names = {filtering.__name__ for filtering, _arguments in said.filters}
        return kind if names <= KEPT_BY else UNKNOWN

    def asked(self, variable: Variable, node: Node) -> Kind:
        """The kind that a dotted name stands for; a name that is not there is told of, and counts as unknown."""
        if variable.lookups is None:
            return type(variable.literal)
        root, *rest = variable.lookups
        if root in PRIVATE and root not in self.scope:
            hint = "A page is the same for everybody: it knows no request, no user and no form token."
            self.walk.say(self.name, node, f"“{root}” is not known on a reader's page.", hint)
            return UNKNOWN
        kind = self._root(root, node)
        path = root
        for step in rest:
            found = part_of(kind, step)
            if found is MISSING and path == "view" and self._is_shared(node) and self._some_view_has(step):
                return UNKNOWN
            if found is MISSING:
                message = f"“{path}.{step}”: {called(kind)} has no “{step}”."
                self.walk.say(self.name, node, message, nearest(step, names_of(kind)))
                return UNKNOWN
            kind, path = found, f"{path}.{step}"
        return kind

    def _is_shared(self, node: Node) -> bool:
        """Whether a node stands in a template that the page extends."""
        return self._here(node) != self.name

    def _some_view_has(self, name: str) -> bool:
        return any(part_of(view, name) is not MISSING for view in self.walk.views)

    def _here(self, node: Node) -> str:
        return str(getattr(getattr(node, "origin", None), "template_name", self.name) or self.name)

    def _root(self, root: str, node: Node) -> Kind:
        if root in self.scope:
            return self.scope[root]
        here = self._here(node)
        if self.walk.is_learning:
            self.walk.handed[here].add(root)
        if root in ALWAYS or self.is_open or root in self.walk.handed[here]:
            return UNKNOWN
        message = f"“{root}” is not given to this template."
        self.walk.say(self.name, node, message, nearest(root, {*self.scope, *self.walk.handed[here]}))
        return UNKNOWN


HANDLERS: tuple[tuple[type[Node], Callable[[Reader, Any], None]], ...] = (
    (VariableNode, Reader.variable),
    (IfNode, Reader.condition),
    (ForNode, Reader.loop),
    (WithNode, Reader.naming),
    (IncludeNode, Reader.inclusion),
    (InclusionNode, Reader.drawn_tag),
    (SimpleNode, Reader.tag),
    (BlockNode, Reader.block),
    (BlockTranslateNode, Reader.words),
)


def blocks_in(nodes: NodeList) -> list[BlockNode]:
    """All blocks, those within blocks too."""
    return [node for node in nodes.get_nodes_by_type(BlockNode) if isinstance(node, BlockNode)]


def named_by(said: Any) -> Any:
    """The text of an expression that is a text; else whatever it is."""
    return getattr(said, "var", said)


def expressions_in(value: Any, depth: int = 0) -> Iterator[FilterExpression]:
    """Every expression within a condition, a list or a dictionary."""
    if isinstance(value, FilterExpression):
        yield value
    elif isinstance(value, dict):
        yield from (each for part in value.values() for each in expressions_in(part, depth + 1))
    elif isinstance(value, (list, tuple)) and not isinstance(value, NodeList):
        yield from (each for part in value for each in expressions_in(part, depth + 1))
    elif depth < DEEPEST:
        for name in ("first", "second", "value"):  # the parts of a condition
            if (part := getattr(value, name, None)) is not None and not isinstance(value, (str, Node)):
                yield from expressions_in(part, depth + 1)
