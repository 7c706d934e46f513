"""Original stories in English and Russian, the same for the same seed, in the shapes that real ones have."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

MOSCOW = timezone(timedelta(hours=3))


@dataclass(frozen=True, slots=True)
class Story:
    """What a page is made from, and what must be found on it."""

    language: str
    headline: str
    standfirst: str
    section: str
    author: str
    published: datetime
    updated: datetime
    paragraphs: tuple[str, ...]
    subheadings: tuple[tuple[int, str], ...]
    caption: str
    credit: str
    tags: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    comments: tuple[tuple[str, str], ...]


_EN = {
    "who": [
        "The harbor board",
        "A group of teachers",
        "The regional court",
        "Two former pilots",
        "The mayor’s office",
        "Residents of Upper Mill",
        "The railway company",
        "A young chemist named Ada Pell",
        "The orchestra",
        "Local growers",
        "Dr. Helen Marsh of the children’s clinic",
        "The tenants’ union",
        "Owners of 14 small shops",
    ],
    "did": [
        "rejected a plan to close",
        "asked for more time to study",
        "signed a contract to repair",
        "opened an inquiry into",
        "counted the cost of",
        "voted 7 to 2 to keep",
        "found fault with",
        "raised $40,000 for",
        "delayed a decision about",
    ],
    "what": [
        "the old ferry terminal",
        "a bridge over the northern channel",
        "the evening tram line",
        "three village schools",
        "the wheat store on Mill Road",
        "a tax on empty flats",
        "the museum of instruments",
        "the U.S.-built observatory",
    ],
    "when": [
        "on Wednesday",
        "last month",
        "at a meeting that lasted until midnight",
        "in the first week of Sept. 2016",
        "after years of argument",
        "despite a warning from the treasury",
    ],
    "tail": [
        "Nobody in {place} had expected it.",
        "The vote was {n} to {m}.",
        "“We were told nothing,” said {name}, who has lived on the quay since {year}.",
        "The figures, published on Tuesday, cover the years from {year} to 2016; those for {place} are not complete.",
        "What happens to {place} next?",
        '"It is a small thing, but it is ours," {name} told reporters outside.',
        "According to {name}, work begins in March and ends in {n} years, if the money lasts…",
        "{name} did not answer {n} questions by e-mail or by telephone.",
        "{name} declined to name the amount: it is “under discussion.”",
        "About {n}.{m} million people used the line in {year}, the company’s report says.",
        "In {place}, {n} of {m}0 shops have closed since {year}.",
        "“{place} will not wait,” {name} said.",
    ],
    "places": [
        "Upper Mill",
        "Saltmarsh",
        "the Old Quay",
        "Fern Hill",
        "Northgate",
        "Lower Mole",
        "Ashby",
        "the Ropewalk",
    ],
    "names": [
        "Jonas Reed",
        "Mary Alder",
        "Peter Voss",
        "Ruth Kamau",
        "Ben Ohara",
        "Lily Stone",
        "Carl Wen",
        "Dora Finch",
        "Amir Sand",
    ],
    "heads": [
        "{What} Will Stay Open, Board Says",
        "Why {what} Matters: Five Voices From the Quay",
        "Court Halts Work on {what}",
        "‘Nobody Asked Us’: Upper Mill and {what}",
        "Is {what} Worth Saving?",
        "{What} gets a second chance after 40 years",
        "Pilot, 81, Flies Home",
        "{What}: what we know so far",
    ],
    "sub": ["A long quarrel", "What the figures say", "Money and time", "“It is ours”", "Next steps"],
    "sections": ["City", "Region", "Business", "Opinion", "Culture", "World"],
    "authors": ["Ingrid Solheim", "Ole Brandt", "Mira Holt", "James O’Neill", "Anna-Lena Falk"],
    "captions": [
        "The quay at low tide, seen from the mole.",
        "Passengers wait for the evening tram on Mill Road",
        "Jonas Reed at his window in September.",
    ],
    "credits": ["Ole Brandt / Harbor Post", "Lantern Archive", "Mira Holt", "North News Agency"],
    "tags": ["Ferries", "Schools", "Courts", "Tram", "Upper Mill", "Budget"],
    "comments": [
        "I have lived in {place} for {n} years and I have never seen such nonsense from the board, honestly.",
        "Good news for {place} at last. My children take this tram every morning and they will be delighted to hear it.",
        "{name}, who pays for all this? The same people as always, of course. Think about it.",
    ],
}
_RU = {
    "who": [
        "Портовый совет",
        "Группа учителей",
        "Областной суд",
        "Двое бывших лётчиков",
        "Администрация мэра",
        "Жители Верхней Слободы",
        "Железнодорожная компания",
        "Молодой химик Ада Пель",
        "Оркестр филармонии",
        "Местные садоводы",
        "Врач детской поликлиники Елена Маршева",
        "Профсоюз арендаторов",
    ],
    "did": [
        "отклонил план, по которому должны закрыть",
        "попросил отсрочку, чтобы изучить",
        "подписал договор на ремонт, касающийся",
        "начал проверку по делу о",
        "подсчитал расходы на",
        "собрал 40 тыс. рублей на",
        "отложил решение про",
    ],
    "what": [
        "старый паромный причал",
        "мост через северный канал",
        "вечерний трамвай",
        "три сельские школы",
        "зерновой склад на Мельничной улице",
        "налог на пустые квартиры",
        "музей инструментов",
        "обсерваторию на горе",
    ],
    "when": [
        "в среду",
        "в прошлом месяце",
        "на собрании, которое закончилось за полночь",
        "в первую неделю сентября 2016 г.",
        "после многолетних споров",
        "вопреки предупреждению казначейства",
    ],
    "tail": [
        "В районе {place} этого никто не ждал.",
        "Голосов было {n} против {m}.",
        "— Нам ничего не сказали, — говорит {name}, житель набережной с {year} года.",
        "Данные опубликованы во вторник и охватывают {year}–2016 годы; по району {place} они неполны.",
        "Что будет с районом {place} дальше?",
        "«Это мелочь, но она наша», — заявляет {name}.",
        "По словам, которые приводит {name}, работы начнутся в марте и займут {n} года, если хватит денег…",
        "{name} не отвечает на вопросы — их было {n} — ни по почте, ни по телефону.",
        "{name} не называет сумму: она «обсуждается».",
        "В {year} году линией воспользовались около {n},{m} млн человек, говорится в отчёте.",
        "В районе {place} с {year} года закрылись {n} из {m}0 магазинов.",
        "— {place} ждать не будет, — обещает {name}.",
    ],
    "places": [
        "Слобода",
        "Солёный Луг",
        "Старый Причал",
        "Папоротный Холм",
        "Северные Ворота",
        "Нижний Мол",
        "Ясенево",
        "Канатный Двор",
    ],
    "names": [
        "Иван Редин",
        "Мария Ольхина",
        "Пётр Восс",
        "Руфь Каман",
        "Борис Охарин",
        "Лилия Каменева",
        "Карл Вен",
        "Дора Зяблик",
        "Амир Песков",
    ],
    "heads": [
        "{What} останется: решение совета",
        "Зачем нам {what}? Пять голосов с набережной",
        "Суд остановил работы: {what}",
        "«Нас никто не спросил»: Верхняя Слобода и {what}",
        "Стоит ли спасать {what}?",
        "Лётчик, 81 год, вернулся домой",
        "{What}: что известно к этому часу",
    ],
    "sub": ["Долгий спор", "Что говорят цифры", "Деньги и время", "«Это наше»", "Что дальше"],
    "sections": ["Город", "Область", "Экономика", "Мнения", "Культура", "Мир"],
    "authors": ["Ирина Соловьёва", "Олег Брандт", "Мария Гольц", "Яков Нилов", "Анна Фальк"],
    "captions": [
        "Набережная во время отлива, вид с мола.",
        "Пассажиры ждут вечерний трамвай на Мельничной",
        "Иван Редин у окна, сентябрь.",
    ],
    "credits": ["Олег Брандт / «Портовая газета»", "Архив «Маяка»", "Мария Гольц", "ТАСС"],
    "tags": ["Паромы", "Школы", "Суды", "Трамвай", "Верхняя Слобода", "Бюджет"],
    "comments": [
        "Живу в районе {place} {n} года и ни разу не видел такой ерунды от нашего совета, честное слово.",
        "Наконец-то {place} дождётся новостей. Мои дети ездят на этом трамвае каждое утро, они обрадуются.",
        "{name}, а кто за всё это платит? Те же, кто и всегда, разумеется. Подумайте об этом.",
    ],
}
_WORDS = {"en": _EN, "ru": _RU}


def story(language: str, seed: int) -> Story:
    """Return one story."""
    random_ = random.Random(f"{language}{seed}")  # noqa: S311 - texts, no secrets
    words = _WORDS[language]
    published = datetime(2017, 1, 1, 6, tzinfo=MOSCOW) + timedelta(minutes=random_.randrange(500_000))
    count = random_.randint(5, 14)
    tails = random_.sample(words["tail"], k=len(words["tail"])) * 3
    paragraphs = tuple(dict.fromkeys(_paragraph(words, tails, random_) for _ in range(count)))
    places = sorted(
        random_.sample(range(2, max(3, len(paragraphs) - 1)), k=min(2, max(1, len(paragraphs) - 4)))
    )
    subs = random_.sample(words["sub"], k=len(places))
    sections = words["sections"]
    headline, *others = dict.fromkeys(_headline(words, random_) for _ in range(9))
    return Story(
        language=language,
        headline=headline,
        standfirst=f"{random_.choice(words['who'])} {random_.choice(words['did'])} {random_.choice(words['what'])}.",
        section=random_.choice(sections),
        author=random_.choice(words["authors"]),
        published=published,
        updated=published + timedelta(minutes=random_.randint(10, 2_000)),
        paragraphs=paragraphs,
        subheadings=tuple(zip(places, subs, strict=True)),
        caption=random_.choice(words["captions"]),
        credit=random_.choice(words["credits"]),
        tags=tuple(random_.sample(words["tags"], k=3)),
        others=tuple((other, random_.choice(sections)) for other in others[:6]),
        comments=tuple(
            (random_.choice(words["authors"]), _filled(each, words, random_)) for each in words["comments"]
        ),
    )


def sections_of(language: str) -> list[str]:
    """Return the sections of the paper in that language."""
    return _WORDS[language]["sections"]


def _headline(words: dict[str, list[str]], random_: random.Random) -> str:
    what = random_.choice(words["what"])
    text = random_.choice(words["heads"])
    return text.replace("{What}", what[0].upper() + what[1:]).replace("{what}", what)


def _paragraph(words: dict[str, list[str]], tails: list[str], random_: random.Random) -> str:
    """Each sentence comes once in a story: what is repeated there is a pull quote."""
    lead = " ".join(random_.choice(words[name]) for name in ("who", "did", "what", "when")) + "."
    shape = random_.random()
    if shape < 0.2:
        return _filled(tails.pop(), words, random_)
    chosen = [tails.pop() for _ in range(random_.randint(0, 2))]
    return " ".join([lead, *(_filled(tail.lstrip("— "), words, random_) for tail in chosen)])


def _filled(text: str, words: dict[str, list[str]], random_: random.Random) -> str:
    for name, value in (
        ("{n}", str(random_.randint(2, 4))),
        ("{m}", str(random_.randint(5, 9))),
        ("{year}", str(random_.randint(1971, 2014))),
        ("{place}", random_.choice(words["places"])),
        ("{name}", random_.choice(words["names"])),
    ):
        text = text.replace(name, value)
    return text
