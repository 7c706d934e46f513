"""What somebody may be about to ask, and what was meant by words that no story has."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.search.contexts import Question
from dateline.search.errors import SearchTimeoutError
from dateline.search.index.asking import Asked, parse_query
from dateline.search.index.expressions import Expression, Lexemes, all_of
from dateline.search.index.lexemes import in_headline
from dateline.search.index.word_index import word_index
from dateline.search.index.words import stem
from dateline.search.queries import condition_for, is_found, newest_with
from dateline.search.ranking import words_of
from dateline.search.vocabulary import completions, meant_by, stories_by_stem

SHORTEST = 2
WORDS, STORIES = 5, 3
LONGEST_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Questions to go on with, and ids of stories whose headline fits already."""

    questions: tuple[str, ...] = ()
    story_ids: tuple[int, ...] = ()


def suggestions_for(query: str) -> Suggestions:
    """Return what somebody may be typing; every suggestion finds something that is public now."""
    asked = parse_query(query)
    last = asked.plain_forms[-1] if asked.plain_forms else ""
    if len(last) < SHORTEST or not query[-1:].isalnum():
        return Suggestions()
    try:
        with word_index().time_limit(LONGEST_SECONDS):
            return _suggestions(asked, last)
    except SearchTimeoutError:
        return Suggestions()


def _suggestions(asked: Asked, last: str) -> Suggestions:
    words = asked.text.split()
    questions, story_ids = [], dict[int, None]()
    for word in completions(last, limit=WORDS):
        question = " ".join([*words[:-1], word])
        wanted = parse_query(question)
        if wanted.terms and is_found(wanted):
            questions.append(question)
            if len(story_ids) < STORIES:
                found = newest_with(_in_headline(wanted), limit=STORIES)
                story_ids.update(dict.fromkeys(found))
    return Suggestions(tuple(questions), tuple(story_ids)[:STORIES])


def _in_headline(asked: Asked) -> Expression:
    stems = [stem for term in asked.terms for stem in term.stems]
    return all_of(*(Lexemes((in_headline(stem),)) for stem in stems), *words_of(asked.terms))


def did_you_mean(question: Question) -> str:
    """Return the question with misspelled words mended, if that finds something; otherwise nothing.

    A word counts as misspelled when no story has one of its stem. Whether the mended words are still to be
    found is asked of the index itself, so nothing that was taken down meanwhile is proposed.
    """
    try:
        with word_index().time_limit(LONGEST_SECONDS):
            return _mended_question(question.asked)
    except SearchTimeoutError:
        return ""


def _mended_question(asked: Asked) -> str:
    known = stories_by_stem({stem(form) for form in asked.plain_forms})
    unknown = [form for form in asked.plain_forms if stem(form) not in known]
    mended = {form: word for form in unknown if (word := meant_by(form))}
    if not mended:
        return ""
    words = [_mended(word, mended) for word in asked.text.split()]
    proposal = parse_query(" ".join(words))
    if not proposal.terms or proposal.terms == asked.terms:
        return ""
    found = newest_with(condition_for(Question(asked=proposal)), limit=1)
    return proposal.text if found else ""


def _mended(word: str, mended: dict[str, str]) -> str:
    forms = parse_query(word).plain_forms
    return " ".join(mended.get(form, form) for form in forms) if mended.keys() & set(forms) else word
