"""Random expressions with their name and value maps, well formed unless spoilt."""

import base64
import re
from decimal import Decimal

from values import DOCUMENTS, NAMES, SCALARS, TYPES, USUAL

ORDERED = [name for name in NAMES if USUAL[name] in SCALARS]
COMPARATORS = ["=", "<>", "<", "<=", ">", ">="]
STRAY = ["(", ")", "AND", "OR", "NOT", "=", "<>", "!=", ",", "[0]", "[", "SET", "REMOVE", "ADD", "DELETE", "IN",
         "BETWEEN", "size", "size(a)", "status", "#", ":", ":zz", "#zz", "+", "-", "a", "5", "'x'", "_a"]


def order(value):
    (kind, content), = value.items()
    return Decimal(content) if kind == "N" else base64.b64decode(content) if kind == "B" else content.encode()


class Expressions:
    """The expressions of one request, which share its ExpressionAttributeNames and -Values."""

    def __init__(self, values):
        self.values_of = values
        self.pick = values.pick
        self.chance = values.chance
        self.fault = values.fault
        self.random = values.random
        self.names = {}
        self.values = {}

    def name(self, text=None):
        text = text or self.pick(NAMES)
        if self.chance(0.35):
            placeholder = "#" + text
            self.names[placeholder] = text
            return placeholder
        return text

    def value(self, value):
        for placeholder, known in self.values.items():
            if known == value and self.chance(0.5):
                return placeholder
        placeholder = ":v%d" % len(self.values)
        self.values[placeholder] = value
        return placeholder

    def path(self):
        text = self.name()
        if self.top(text) not in DOCUMENTS and not self.fault(0.02):
            return text
        while self.chance(0.4):
            text += "[%d]" % self.random.randint(0, 3) if self.chance(0.5) else "." + self.name()
        return text

    def top(self, path):
        return self.names.get(path, path)

    def root(self, path):
        return self.top(re.split(r"[.\[]", path)[0])

    def typed(self, path):
        """A value of the type that the path's attribute mostly has."""
        top = self.top(path)
        return self.values_of.usual(top) if top in NAMES else self.values_of.any()

    def other_path(self, path):
        other = self.path()
        return other if self.root(other) != self.root(path) or self.fault(0.1) else self.value(self.orderable(path))

    def operand(self, path):
        roll = self.random.random()
        if roll < 0.5:
            return self.other_path(path)
        if roll < 0.6:
            return "size(%s)" % self.path()
        return self.value(self.values_of.any())

    def orderable(self, path):
        return self.values_of.orderable(self.root(path))

    def bounds(self, path):
        """Two values in their order and mostly of the path's type, unless by mistake."""
        if self.fault(0.05):
            return self.pick([({"N": "5"}, {"N": "4"}), ({"S": "b"}, {"N": "1"}), ({"B": "Yg=="}, {"B": "YQ=="})])
        usual = USUAL.get(self.root(path))
        kind = usual if usual in SCALARS and self.chance(0.7) else self.pick(SCALARS)
        return sorted([self.values_of.scalar(kind) for _ in range(2)], key=order)

    def predicate(self):
        kind = self.random.randint(-3, 10)
        path = self.name(self.pick(ORDERED)) if kind <= 5 and self.chance(0.7) else self.path()
        if -1 <= kind <= 1:
            right = self.value(self.typed(path)) if self.chance(0.7) else self.operand(path)
            return "%s %s %s" % (path, self.pick(["=", "<>"]), right)
        if kind <= 3:
            right = self.value(self.orderable(path)) if self.chance(0.8) else self.other_path(path)
            return "%s %s %s" % (path, self.pick(COMPARATORS), right)
        if kind == 4:
            return "%s BETWEEN %s AND %s" % (path, *[self.value(bound) for bound in self.bounds(path)])
        if kind == 5:
            members = [self.value(self.typed(path)) for _ in range(self.random.randint(1, 3))]
            return "%s IN (%s)" % (path, ", ".join(members))
        if kind == 6:
            return "%s(%s)" % (self.pick(["attribute_exists", "attribute_not_exists"]), path)
        if kind == 7:
            wanted = {"S": "X" if self.fault(0.05) else self.pick(TYPES)}
            return "attribute_type(%s, %s)" % (path, self.value(wanted))
        if kind == 8:
            prefix = self.values_of.scalar("N" if self.fault(0.05) else self.pick(["S", "S", "S", "B"]))
            return "begins_with(%s, %s)" % (path, self.value(prefix))
        if kind == 9:
            return "contains(%s, %s)" % (path, self.operand(path))
        return "size(%s) %s %s" % (path, self.pick(COMPARATORS), self.value(self.values_of.scalar("N")))

    def condition(self, depth=0):
        roll = self.random.random()
        if depth > 2 or roll < 0.7:
            return self.predicate()
        if roll < 0.78:
            return "NOT " + self.condition(depth + 1)
        if roll < 0.85:
            return "(%s)" % self.condition(depth + 1)
        joined = [self.condition(depth + 1) for _ in range(2)]
        return self.pick([" AND ", " OR "]).join(joined)

    def set_value(self, path):
        kind = self.random.randint(0, 7)
        if kind <= 3:
            return self.value(self.typed(path))
        if kind == 4:
            return self.operand_of_update(path)
        if kind == 5:
            return "%s %s %s" % (self.operand_of_update(path, "N"), self.pick("+-"), self.operand_of_update(path, "N"))
        if kind == 6:
            return "if_not_exists(%s, %s)" % (self.path(), self.operand_of_update(path))
        return "list_append(%s, %s)" % (self.operand_of_update(path, "L"), self.operand_of_update(path, "L"))

    def operand_of_update(self, path, kind=None):
        roll = self.random.random()
        if roll < 0.45:
            return self.value(self.values_of.of_type(kind) if kind else self.typed(path))
        if roll < 0.55:
            return "if_not_exists(%s, %s)" % (self.path(), self.value(self.typed(path)))
        return self.name({"N": "b", "L": "g"}.get(kind)) if self.chance(0.7) else self.path()

    def update(self):
        sections = []
        used = set()
        for section in self.random.sample(["SET", "REMOVE", "ADD", "DELETE"], self.pick([1, 1, 1, 2, 2, 3])):
            actions = []
            for _ in range(self.pick([1, 1, 2, 3])):
                names = dict(self.names)
                path = self.changed_path(section)
                if self.root(path) in used and not self.fault(0.1):
                    self.names = names
                    continue
                used.add(self.root(path))
                if section == "SET":
                    actions.append("%s = %s" % (path, self.set_value(path)))
                elif section == "REMOVE":
                    actions.append(path)
                else:
                    value = self.values_of.any() if self.fault(0.05) else self.values_of.of_type(self.kind(section, path))
                    actions.append("%s %s" % (path, self.value(value)))
            if actions:
                sections.append(section + " " + ", ".join(actions))
        return " ".join(sections)

    def changed_path(self, section):
        fit = {"ADD": ["b", "d", "h", "i"], "DELETE": ["h", "i"]}.get(section)
        return self.name(self.pick(fit)) if fit and self.chance(0.8) else self.path()

    def kind(self, section, path):
        """A type that ADD or DELETE takes, mostly the path's."""
        kinds = ["N", "SS", "NS", "BS"] if section == "ADD" else ["SS", "NS", "BS"]
        usual = USUAL.get(self.top(path))
        return usual if usual in kinds and self.chance(0.85) else self.pick(kinds)

    def projection(self, keys=()):
        paths = {}
        for _ in range(self.random.randint(1, 4)):
            names = dict(self.names)
            path = self.name(self.pick(list(keys))) if keys and self.chance(0.25) else self.path()
            if self.root(path) not in paths or self.fault(0.1):
                paths.setdefault(self.root(path), []).append(path)
            else:
                self.names = names
        return ", ".join(path for group in paths.values() for path in group)

    def key_condition(self, hash_key, range_key):
        """Of (name, type, value) pairs; a range key may be None."""
        name, _, value = hash_key
        terms = ["%s = %s" % (self.name(name), self.value(value))]
        if range_key and self.chance(0.7):
            name, kind, value = range_key
            form = self.random.randint(0, 7)
            if form == 0:
                bounds = sorted([value, self.values_of.key(kind)], key=order) if kind in value else [value, value]
                terms.append("%s BETWEEN %s AND %s" % (self.name(name), *[self.value(bound) for bound in bounds]))
            elif form == 1 and (kind != "N" or self.fault(0.1)):
                terms.append("begins_with(%s, %s)" % (self.name(name), self.value(value)))
            elif form == 2:
                terms.append("%s %s %s" % (self.value(value), self.pick(["=", "<", "<=", ">", ">="]), self.name(name)))
            else:
                terms.append("%s %s %s" % (self.name(name), self.pick(["=", "<", "<=", ">", ">="]), self.value(value)))
        if self.chance(0.2):
            terms.reverse()
        if self.chance(0.1):
            terms[0] = "(%s)" % terms[0]
        return " AND ".join(terms)

    def spoil(self, text):
        """The expression with one token lost, repeated, replaced or added."""
        tokens = text.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split()
        at = self.random.randrange(len(tokens))
        how = self.random.randint(0, 3)
        if how == 0:
            del tokens[at]
        elif how == 1:
            tokens.insert(at, tokens[at])
        elif how == 2:
            tokens[at] = self.pick(STRAY)
        else:
            tokens.insert(at, self.pick(STRAY))
        return " ".join(tokens)
