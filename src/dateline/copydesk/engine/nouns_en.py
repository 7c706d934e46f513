"""English nouns of the news whose number the rules of grammar can be sure of."""

IRREGULAR_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "policemen": "policeman",
    "servicemen": "serviceman", "firemen": "fireman", "fishermen": "fisherman", "spokesmen": "spokesman",
    "teeth": "tooth", "feet": "foot", "lives": "life", "wives": "wife", "councilmen": "councilman",
}  # fmt: skip
_COUNTED = """
apartment arrest attack ballot boat bomb book bridge building bus candidate captain car case cat century citizen city
company council country court crime crowd day deputy document doctor dog door driver election employee engineer explosion
factory family farmer ferry fighter fire fisherman flat flight flood friend girl governor guard hospital hotel hour house
household inspector investigator island journalist judge kilometer kilometre law lawyer leader letter lawmaker man mayor
meeting member mile minister ministry minute month neighbor neighbour newspaper night nurse office officer official owner
parent parliament party passenger patient person photograph picture pilot player policeman politician premier president
prison prisoner prosecutor protester question refugee reporter resident road rocket room sailor school scientist season
second seat section ship shop soldier spokesman spokesperson station stop store story street student suspect teacher team
ticket tourist tower town train tram tree truck tourist union university vessel victim village visitor volunteer voter
warehouse week window witness woman worker writer year zone detective prosecutor rescuer goal shareholder clinic village
festival concert ruling lawsuit accident injury
"""
SINGULARS = frozenset(_COUNTED.split()) | {*IRREGULAR_PLURALS.values()}


def plural(noun: str) -> str:
    """Return the plural of a noun."""
    for many, one in IRREGULAR_PLURALS.items():
        if one == noun:
            return many
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


PLURALS = {plural(noun): noun for noun in SINGULARS}
# In British English a team or a council may be many.
COLLECTIVE = frozenset(
    [
        "company",
        "council",
        "country",
        "court",
        "crowd",
        "family",
        "ministry",
        "party",
        "team",
        "union",
        "parliament",
    ]
)
# “Two year term”, “five member board”: measures and parts that describe another noun.
