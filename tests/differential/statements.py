"""Random PartiQL statements."""

import re

from expressions import COMPARATORS, order
from values import DOCUMENTS, NAMES, SCALARS, TYPES, USUAL

STRAY = ["SELECT", "FROM", "WHERE", "AND", "OR", "'", '"', "(", ")", "<<", ">>", ",", ";", "LIMIT 1",
         "GROUP BY a", "AS x", "MISSING", "LIKE", "*"]


class Statements:
    def __init__(self, values):
        self.values_of = values
        self.pick = values.pick
        self.chance = values.chance
        self.fault = values.fault
        self.random = values.random
        self.parameters = []
        self.careful = False
        self.names = NAMES

    def any(self, table):
        self.parameters = []
        self.careful = False
        self.names = NAMES
        text = self.pick([self.select, self.select, self.select, self.insert, self.update, self.delete])(table)
        return self.finish(text)

    def of_one_item(self, table, reads, careful=False):
        """A read by a whole key, or a write; `careful` ones have no RETURNING and lack no key."""
        self.parameters = []
        self.careful = careful
        self.names = NAMES
        if reads:
            return self.finish('SELECT * FROM "%s" WHERE %s' % (table.name, self.whole_key(table, careful)))
        return self.finish(self.pick([self.insert, self.update, self.delete])(table))

    def finish(self, text):
        if self.fault(0.1):
            tokens = text.split()
            at = self.random.randrange(len(tokens))
            self.pick([lambda: tokens.pop(at), lambda: tokens.insert(at, self.pick(STRAY)),
                       lambda: tokens.insert(at, tokens[at])])()
            text = " ".join(tokens)
        elif self.parameters and self.fault(0.03):
            self.parameters.pop()
        body = {"Statement": text}
        if self.parameters:
            body["Parameters"] = self.parameters
        return body

    # Values

    def value(self, value):
        literal = self.literal(value)
        if literal is None or self.chance(0.4):
            self.parameters.append(value)
            return "?"
        return literal

    def literal(self, value):
        """The value in PartiQL, or None if it has no literal."""
        (kind, content), = value.items()
        if kind == "S":
            return "'%s'" % content.replace("'", "''")
        if kind == "N":
            return content
        if kind == "BOOL":
            return "true" if content else "false"
        if kind == "NULL":
            return "null"
        if kind in ("SS", "NS"):
            return "<<%s>>" % ", ".join(self.literal({kind[0]: member}) for member in content)
        members = content.items() if kind == "M" else enumerate(content) if kind == "L" else ()
        literals = [(name, self.literal(member)) for name, member in members]
        if kind not in ("M", "L") or any(text is None for _, text in literals):
            return None
        if kind == "L":
            return "[%s]" % ", ".join(text for _, text in literals)
        return "{%s}" % ", ".join("'%s': %s" % pair for pair in literals)

    # Parts

    def name(self):
        name = self.pick(self.names)
        return '"%s"' % name if self.chance(0.2) else name

    def path(self):
        text = self.name()
        if text.strip('"') not in DOCUMENTS and not self.fault(0.02):
            return text
        while self.chance(0.4):
            text += "[%d]" % self.random.randint(0, 2) if self.chance(0.5) else "." + self.name()
        return text

    def root(self, path):
        return re.match(r"\w+", path.strip('"'))[0]

    def orderable(self, path):
        kind = USUAL[self.root(path)]
        return self.values_of.key(kind if kind in SCALARS else "N")

    def typed(self, path):
        root = self.root(path)
        return self.values_of.key(USUAL[root]) if USUAL[root] in SCALARS else self.values_of.usual(root)

    def predicate(self):
        kind = self.random.randint(0, 9)
        path = self.pick([name for name in self.names if USUAL[name] in SCALARS]) if kind <= 5 and self.chance(0.7) \
            else self.path()
        if kind <= 1:
            return "%s %s %s" % (path, self.pick(["=", "<>"]), self.value(self.typed(path)))
        if kind <= 3:
            return "%s %s %s" % (path, self.pick(COMPARATORS), self.value(self.orderable(path)))
        if kind == 4:
            bounds = sorted((self.values_of.key("S") for _ in range(2)), key=order)
            return "%s BETWEEN %s AND %s" % (path, *[self.value(bound) for bound in bounds])
        if kind == 5:
            members = [self.value(self.typed(path)) for _ in range(self.random.randint(1, 3))]
            return "%s IN [%s]" % (path, ", ".join(members))
        if kind == 6:
            kind = self.pick(["MISSING", "NULL"]) if self.root(path) in DOCUMENTS else "MISSING"
            return "%s IS %s%s" % (path, self.pick(["", "NOT "]), kind)
        if kind == 7:
            return "begins_with(%s, %s)" % (path, self.value(self.values_of.scalar("S")))
        if kind == 8:
            return "contains(%s, %s)" % (self.pick(DOCUMENTS), self.value(self.values_of.any()))
        return self.pick([
            lambda: "attribute_type(%s, '%s')" % (self.pick(DOCUMENTS), self.pick(TYPES)),
            lambda: "size(%s) %s %s" % (path, self.pick(COMPARATORS), self.value(self.values_of.scalar("N"))),
        ])()

    def condition(self):
        roll = self.random.random()
        if roll < 0.75:
            return self.predicate()
        if roll < 0.85:
            return "NOT " + self.predicate()
        return "(%s %s %s)" % (self.predicate(), self.pick(["AND", "OR"]), self.predicate())

    def key_terms(self, keys):
        return ["%s = %s" % (name, self.value(self.values_of.key(kind))) for name, kind in keys]

    def whole_key(self, table, plain=False):
        keys = table.primary.keys()
        terms = self.key_terms(keys[1:] if not self.careful and self.fault(0.04) else keys)
        if self.chance(0.2) and not plain:
            terms.append(self.condition())
        return " AND ".join(terms) or self.condition()

    def paths(self):
        paths = {}
        for _ in range(self.random.randint(1, 3)):
            path = self.path()
            paths.setdefault(self.root(path), path)
        return paths.values()

    # Statements

    def select(self, table):
        index = self.pick([table.primary, table.primary] + table.indexes)
        # What a filter gives that compares a key with another type is not known.
        self.names = [name for name in NAMES if name not in dict(index.keys())]
        source = '"%s"' % table.name + ('."%s"' % index.name if index.name else "")
        what = "*" if self.chance(0.7) else ", ".join(self.paths())
        text = "SELECT %s FROM %s" % (what, source)
        roll = self.random.random()
        if roll < 0.15:
            return text
        if roll < 0.35:
            return text + " WHERE " + self.condition()
        terms = self.key_terms([index.hash])
        if index.range and self.chance(0.5):
            name, kind = index.range
            terms.append("%s %s %s" % (name, self.pick(["<", "<=", ">", ">=", "=", "=", "="]),
                                       self.value(self.values_of.key(kind))))
        if self.chance(0.3):
            terms.append(self.condition())
        text += " WHERE " + " AND ".join(terms)
        if index.range and self.chance(0.15):
            text += " ORDER BY %s %s" % (index.range[0], self.pick(["ASC", "DESC", ""]))
        return text

    def insert(self, table):
        members = [(name, self.values_of.key(kind)) for name, kind in table.primary.keys()]
        members += [(name, self.values_of.usual(name)) for name in self.random.sample(NAMES, self.random.randint(0, 4))]
        if not self.careful and self.fault(0.04):
            members.pop(0)
        return 'INSERT INTO "%s" VALUE {%s}' % (
            table.name, ", ".join("'%s': %s" % (name, self.value(value)) for name, value in members))

    def update(self, table):
        clauses = []
        used = set()
        for _ in range(self.pick([1, 1, 2])):
            path = self.path()
            if self.root(path) in used and not self.fault(0.1):
                continue
            used.add(self.root(path))
            if self.chance(0.2):
                clauses.append("REMOVE " + path)
            else:
                clauses.append("SET %s = %s" % (path, self.new_value(path)))
        text = 'UPDATE "%s" %s WHERE %s' % (table.name, " ".join(clauses), self.whole_key(table))
        if not self.careful and self.chance(0.3):
            text += " RETURNING %s %s *" % (self.pick(["ALL", "MODIFIED"]), self.pick(["OLD", "NEW"]))
        return text

    def new_value(self, path):
        return self.pick([
            lambda: self.value(self.typed(path)), lambda: self.value(self.typed(path)),
            lambda: "%s %s %s" % (path, self.pick("+-"), self.value(self.values_of.scalar("N"))),
            lambda: "list_append(%s, %s)" % (path, self.value(self.values_of.of_type("L"))),
            lambda: "set_add(%s, %s)" % (path, self.value(self.values_of.of_type("SS"))),
            lambda: "set_delete(%s, %s)" % (path, self.value(self.values_of.of_type("SS"))),
        ])()

    def delete(self, table):
        text = 'DELETE FROM "%s" WHERE %s' % (table.name, self.whole_key(table))
        if not self.careful and self.chance(0.3):
            text += " RETURNING %s *" % (self.pick(["MODIFIED OLD", "ALL NEW"]) if self.fault(0.2) else "ALL OLD")
        return text
