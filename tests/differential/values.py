"""Random attribute values: small pools, so that values meet again, and now and then an invalid one."""

import base64

STRINGS = ["", "a", "b", "ab", "abc", "B", "é", "z", "10", "9"]
NUMBERS = ["0", "1", "-1", "2", "10", "1.5", "-2.25", "3.0", "1e2", "100", "007", "0.001", "1E-130",
           "9.9999999999999999999999999999999999999E+125", "12345678901234567890123456789012345678"]
BYTES = [b"", b"a", b"b", b"ab", b"\x00", b"\xff", b"\x00\xff"]
BAD_NUMBERS = ["", "abc", "1e126", "-1e126", "1e-131", "123456789012345678901234567890123456789", "1 ", "NaN",
               "0x1", "1e", "."]
TYPES = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"]
NAMES = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]

# What the attributes of these names mostly hold, so that expressions often fit.
USUAL = {"a": "S", "b": "N", "c": "S", "d": "N", "e": "B", "f": "M", "g": "L", "h": "SS", "i": "NS"}
SCALARS = ["S", "N", "B"]
DOCUMENTS = ["f", "g"]


def base64_text(data):
    return base64.b64encode(data).decode()


class Values:
    def __init__(self, random):
        self.random = random
        self.faults = 0

    def chance(self, probability):
        return self.random.random() < probability

    def fault(self, probability):
        """Whether to make a mistake here. A request gets few, so that the order in which two are found matters
        little."""
        made = self.faults > 0 and self.chance(probability)
        self.faults -= made
        return made

    def pick(self, options):
        return self.random.choice(options)

    def scalar(self, kind):
        if kind == "S":
            return {"S": self.pick(STRINGS)}
        if kind == "N":
            return {"N": self.pick(NUMBERS)}
        return {"B": base64_text(self.pick(BYTES))}

    def key(self, kind):
        """A scalar that may be a key: not empty."""
        pools = {"S": STRINGS[1:6], "N": NUMBERS[:9], "B": [base64_text(data) for data in BYTES[1:6]]}
        return {kind: self.pick(pools[kind])}

    def of_type(self, kind, depth=0):
        if kind in SCALARS:
            return self.scalar(kind)
        if kind == "BOOL":
            return {"BOOL": self.chance(0.5)}
        if kind == "NULL":
            return {"NULL": True}
        if kind == "SS":
            return {"SS": self.random.sample(STRINGS, self.random.randint(1, 3))}
        if kind == "NS":
            return {"NS": self.random.sample(["0", "1", "-1", "2", "10", "1.5"], self.random.randint(1, 3))}
        if kind == "BS":
            return {"BS": [base64_text(data) for data in self.random.sample(BYTES, self.random.randint(1, 3))]}
        size = self.random.randint(0, 3) if depth < 3 else 0
        if kind == "L":
            return {"L": [self.any(depth + 1) for _ in range(size)]}
        return {"M": {name: self.any(depth + 1) for name in self.random.sample(NAMES, size)}}

    def any(self, depth=0):
        return self.of_type(self.pick(TYPES), depth)

    def usual(self, name):
        """What the attribute mostly holds; if a scalar, mostly one that may be the key of an index."""
        roll = self.random.random()
        if roll < 0.06:
            return self.any()
        return self.key(USUAL[name]) if USUAL[name] in SCALARS and roll < 0.95 else self.of_type(USUAL[name])

    def orderable(self, name):
        """Of a type that has an order, unless by mistake."""
        kind = USUAL.get(name, "S")
        if self.fault(0.05):
            return self.any()
        if kind not in SCALARS or self.chance(0.1):
            return self.scalar(self.pick(SCALARS))
        return self.key(kind) if self.chance(0.8) else self.scalar(kind)

    def invalid(self):
        return self.pick([
            lambda: {"N": self.pick(BAD_NUMBERS)},
            lambda: {self.pick(["SS", "NS", "BS"]): []},
            lambda: {"SS": ["b", "a", "b"]},
            lambda: {"NS": ["1", "2", "1.0"]},
            lambda: {"BS": ["YQ==", "YQ=="]},
            lambda: {"NS": ["1", self.pick(BAD_NUMBERS)]},
            lambda: {"NULL": False},
            lambda: {},
            lambda: {"S": "a", "N": "1"},
            lambda: {"L": [{"N": "x"}]},
            lambda: {"M": {"": {"S": "a"}}},
            lambda: self.deep(self.pick([31, 32, 33])),
        ])()

    def deep(self, levels):
        value = {"S": "leaf"}
        for _ in range(levels):
            value = {"L": [value]} if self.chance(0.3) else {"M": {"n": value}}
        return value
