"""English verbs of the news and their forms, for the rules of grammar."""

from __future__ import annotations

from dateline.copydesk.engine.word_sets import word_set

# Base, past and past participle. Those whose base is a past or a participle, too, are left out where it matters.
_IRREGULAR = """
arise arose arisen|be was been|bear bore borne|become became become|begin began begun|bite bit bitten
blow blew blown|break broke broken|bring brought brought|build built built|buy bought bought
catch caught caught|choose chose chosen|come came come|deal dealt dealt|dig dug dug|do did done|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
fight fought fought|find found found|fly flew flown|forbid forbade forbidden|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got got|give gave given|go went gone|grow grew grown
hang hung hung|hear heard heard|hide hid hidden|hold held held|keep kept kept|know knew known|lay laid laid
lead led led|leave left left|lend lent lent|lose lost lost|make made made|mean meant meant|meet met met
overcome overcame overcome|pay paid paid|ride rode ridden|ring rang rung|rise rose risen|run ran run
say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|shake shook shaken
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|sing sang sung|sink sank sunk
sit sat sat|sleep slept slept|speak spoke spoken|spend spent spent|stand stood stood|steal stole stolen
strike struck struck|swear swore sworn|swim swam swum|take took taken|teach taught taught|tear tore torn
tell told told|think thought thought|throw threw thrown|understand understood understood|wake woke woken
wear wore worn|win won won|withdraw withdrew withdrawn|write wrote written
"""
IRREGULAR = {
    forms[0]: (forms[1], forms[2])
    for entry in _IRREGULAR.replace("\n", "|").split("|")
    if len(forms := entry.split()) == 3
}
# Regular verbs whose base is hardly ever a noun or an adjective.
_REGULAR = """
accept accuse achieve acknowledge acquire adopt advise agree allow announce appear apply appoint approve argue arrive
assemble assure avoid believe belong blame bomb capture carry cease celebrate complain confirm consider consist contain
continue convince create criticize decide declare defend deliver demolish deny depend describe deserve destroy detain
develop die disappear discover discuss dismiss elect emerge encourage enjoy enter escape establish evacuate examine
exist expand expect explain explore express extend fail finish follow fulfil gather happen hire identify ignore
improve include increase inform injure insist inspect install introduce invade invest investigate invite involve join
launch learn listen maintain manage marry mention move obtain occur offer oppose organize participate perform persuade
possess postpone predict prepare prevent produce promise promote protect prove provide publish punish receive recognize
recommend recover reduce refuse reject relate release remain remember remind remove repair repeat replace reply require
rescue resign resolve respond restore retain retire return reveal select serve settle solve start stay submit succeed
suffer suggest support suppose survive suspend threaten transfer treat try vote warn want
abandon abolish accompany accomplish address admit affect aim allege alter amend analyse analyze annoy appeal appreciate
approach arm arouse ask assault assess assign assist assume attach attack attempt attend attract award ban bar block boycott
cancel charge check cite claim clear close collapse collect combine comment commit compare compete complete concern conclude
condemn conduct confront congratulate consult control cook correct cover crash cross damage deploy derail design desire detect
deter devote direct display distribute divide double doubt drop earn ease edit educate employ enable encounter endorse enforce
engage ensure escort estimate evade exceed exclude execute exhaust expel exploit export face favor favour fear file fill film
fine fire fix force form found free fund gain govern grant guarantee guard guess handle harm hate head help hope host hunt
impose impress imprison influence inherit injure intend interview issue jail joke judge jump kick kill lack land last laugh
lift limit link list live load lobby lock look love march mark match measure mend mention miss mix murder need negotiate
nominate note notice order outline outlaw overlook overturn owe own pack park pass pass pick plan plant play plead point
praise prefer press print process profit program propose prosecute pull purchase push qualify question quote raid raise rank
reach react realize rebuild recall record regain register regret regulate reign release rely rename renew rent reopen report
represent request reserve result reveal review ruin rule sail sanction save score search secure seize sentence separate share
shelter shout sign slow smile smoke smuggle sort spoil spot spy stage state step stop strengthen stress struggle study succeed
sue supply surprise surrender surround suspect switch tackle talk target tax test thank tie torture touch tour trace track
trade train trap travel trigger trust turn unite urge use value visit voice wait walk wander warm wash waste watch weaken
welcome widen wish witness wonder work worry wound
"""
REGULAR = frozenset(_REGULAR.split())
# These are as often nouns or adjectives, so “has vote”, “had support” say nothing.
NOUNS_TOO = word_set("""
bomb blame fail increase move offer promise release repair rescue return start support transfer treat try
vote launch escape finish reply want stay deal drink drive fall feel fight find fly get hold lead leave make
run say show sleep stand strike take win feed hide shake shine shoot sink swim tear throw catch buy ride
ring rise dig come become overcome exist bear draw build bite blow break cut have matter do need believe
cease invite
""")
_SURE = word_set("""
accept accuse achieve acknowledge acquire adopt advise agree allow announce appear apply appoint argue
arrive avoid become believe belong capture carry complain confirm consider consist contain continue convince
create decide declare defend deliver deny depend describe deserve destroy detain develop die disappear
discover discuss dismiss elect emerge encourage enjoy enter establish evacuate examine expand expect explain
explore express extend follow forget happen hire identify ignore improve include inform injure insist
inspect invade invest investigate involve join learn listen maintain mention obtain occur oppose organize
participate persuade possess prepare prevent prove provide publish receive recognize recommend recover
reduce refuse reject relate remain remember remind remove replace require resign resolve respond restore
retain reveal serve settle solve submit succeed suffer suggest suppose survive suspend threaten warn be
begin bring choose eat forbid forgive freeze give go grow hear keep know lose lend mean meet pay say see
seek sell send sing sit speak steal swear teach tell think understand wear withdraw write abandon abolish
accompany admit affect allege amend assess assist assume attend attract cancel collect compare compete
condemn confront conclude deploy deter employ enable endorse enforce ensure exceed exclude expel govern
impose impress imprison inherit intend nominate negotiate prefer propose prosecute rebuild regulate rely
rename reopen represent seize strengthen surround weaken widen make take find get leave
""") - {"become"}
BARE = _SURE & (REGULAR | frozenset(IRREGULAR))
"""What cannot follow have, has or had."""


BARE_BEFORE_OBJECT = frozenset(
    verb for verb in REGULAR | frozenset(IRREGULAR) if verb not in IRREGULAR or IRREGULAR[verb][1] != verb
)
"""What cannot follow have where an object comes next: “has offer a mediator”."""


def participle(verb: str) -> str:
    """Return the past participle of a verb."""
    return IRREGULAR[verb][1] if verb in IRREGULAR else past(verb)


def past(verb: str) -> str:
    """Return the past of a verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb][0]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if verb in {"occur", "submit", "transfer"}:
        return verb + verb[-1] + "ed"
    return verb + "ed"


def third(verb: str) -> str:
    """Return the form that goes with he, she or it."""
    if verb in {"be", "do", "go"}:
        return {"be": "is", "do": "does", "go": "goes"}[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


_ALL = REGULAR | frozenset(IRREGULAR)
BASE_OF_THIRD = {third(verb): verb for verb in _ALL}
# “Will deals”, “can means”: the s of a noun.
PLAIN_THIRD = {
    form: base for form, base in BASE_OF_THIRD.items() if base in _SURE or base in {"take", "make", "close"}
}
BASE_OF_PAST = {
    past(verb): verb
    for verb in _ALL
    if past(verb) not in {"found", "felt", "lay", "left", "saw", "wound", "led", "shot"}
}
BASE_OF_PARTICIPLE = {participle(verb): verb for verb in IRREGULAR if participle(verb) != past(verb)}
