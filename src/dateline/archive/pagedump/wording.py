"""The fixed wording of page furniture in several languages: share, subscribe, related, company, imprint.

Nothing here belongs to one paper. Matching is on folded text, see `lines.fold`.
"""

import re

from dateline.archive.pagedump.words import phrases

RELATED = phrases("related")
FOOTER = phrases("footer")
SOCIAL = phrases("social")
CHROME = phrases("chrome")

NEWSLETTER_START = re.compile(
    r"^(?:sign up (?:for|to|now|here)|subscribe (?:to|now|today|for|here)|get (?:the|our|all)\b.{0,80}"
    r"(?:inbox|newsletter|e-?mail|briefing)|join our\b.{0,40}(?:newsletter|mailing|channel|list)"
    r"|newsletter(?:\s?[:—–-]|$)"
    r"|our (?:weekly|daily|free) newsletter|never miss|enter your e-?mail|your e-?mail|e-?mail address"
    r"|подпишитесь|подписывайтесь|подписаться на|получайте|введите (?:ваш )?(?:e-?mail|адрес)|ваш e-?mail"
    r"|наш (?:канал|телеграм)|наша рассылка|читайте нас в)",
    re.IGNORECASE,
)
NEWSLETTER_INSIDE = re.compile(
    r"\b(?:in|to|into) your (?:in-?box|mailbox)\b|\bweekly newsletter\b|\bunsubscribe at any time\b"
    r"|\bvalid e-?mail\b|\benter your e-?mail\b|^by (?:signing up|subscribing|entering your)\b"
    r"|\bwe (?:never|don't|will never) spam\b|в вашем почтовом ящике|на вашу почту|отписаться в любой момент",
    re.IGNORECASE,
)
APPEAL = re.compile(
    r"^(?:please )?(?:support (?:us|our|independent)|donate\b|become a (?:member|subscriber|supporter|patron)"
    r"|make a (?:donation|contribution)|поддержите нас|поддержать (?:редакцию|издание)|помогите (?:нам"
    r"|редакции))",
    re.IGNORECASE,
)
COOKIES = re.compile(
    r"\b(?:we|this (?:web)?site|our (?:web)?site)\b.{0,60}\buses? cookies\b"
    r"|\bcookies?\b.{0,120}\b(?:accept|agree|"
    r"consent|continu)|\bby (?:continuing|using|browsing)\b.{0,80}\b(?:you agree|you accept|you consent)\b"
    r"|использу\w+\s(?:файлы\s)?(?:cookies?|куки)|продолжая (?:пользоваться|использовать)",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"^(?:share|tweet|post|send|pin|поделиться|отправить)(?:\s(?:this|on|via|to|with|в|на|article"
    r"|story))*\b[\s:|·•/,—-]*$"
    r"|^(?:share|tweet|follow us|поделиться|отправить)\s?(?:this|on|via|to|with|в"
    r"|by)?\b.{0,70}\b(?:facebook|twitter|"
    r"telegram|whatsapp|vk|linkedin|e-?mail|reddit|вконтакте|телеграм\w*|фейсбук\w*|твиттер\w*"
    r"|соцсет\w+)\b.{0,60}$"
    r"|^\d+\s*(?:shares?|tweets?|likes?|comments?|views?|комментари\w+|просмотр\w*|репост\w*)$"
    r"|^(?:shares?|comments?|views?|комментари\w+|просмотр\w+)\s*[:(]?\s*\d+\)?$|^leave a (?:comment"
    r"|reply)|^join the "
    r"(?:conversation|discussion)|^оставить комментарий|^add a comment|^show comments",
    re.IGNORECASE,
)
TAGS = re.compile(
    r"^(?:tags?|topics?|filed under|keywords|more on|read more (?:about|on)|see more on|теги|тэги|метки|темы"
    r"|ключевые слова|рубрики|schlagwörter|mots-clés|etiquetas)\s*:\s*(\S.*)$",
    re.IGNORECASE,
)
INLINE_RELATED = re.compile(
    r"^[\[(»>→•*\s]*(?:read more|read also|also read|see also|related(?: (?:story|article))?|don't miss"
    r"|read next"
    r"|further reading|more on this|you may also like|recommended|читайте также|читайте ещё|читайте еще"
    r"|см\. также|смотрите также|по теме|ещё по теме|lire aussi|siehe auch|lesen sie auch|lea también"
    r"|leer también|czytaj także|читайте також)\s*(?::|»|→|>|[—–-]\s)\s*(\S.*)$",
    re.IGNORECASE,
)
INLINE_RELATED_IF_NO_PROSE = re.compile(
    r"^(?:read|more|watch|listen|in depth|background|from the archive|подробнее|читайте|мнение|видео|mehr)"
    r"\s*(?::|»|→|>)\s*(\S.*)$",
    re.IGNORECASE,
)
READING_TIME = re.compile(
    r"^(?:(?:reading time|time to read|время (?:на )?чтени\w+)\s*[:—-]?\s*)?(?:about |~"
    r"|≈)?\d+\s*-?\s*(?:min(?:ute)?s?|мин\w*)\.?"
    r"(?:\s*(?:read|to read|reading|чтени\w+|на чтение))?$",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\b(?:views?|opinions?)\b.{0,120}\b(?:article|column|piece|commentary|author|contributor|writer"
    r"|newspaper|paper"
    r"|opinion pieces|editorial)s?\b.{0,80}\b(?:not|don't)\b.{0,30}\b(?:necessarily|reflect|represent"
    r"|those of)"
    r"|мнени[ея] (?:редакции|автор\w+).{0,80}\bне (?:обязательно )?(?:совпада|отража)",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"^(?:©|\(c\)|copyright\b)|©\s?(?:copyright\s)?\d{4}|\(c\)\s*\d{4}|\bcopyright\b.{0,20}\d{4}"
    r"|\ball rights reserved\b|\bвсе права защищены\b|\balle rechte vorbehalten\b|\btous droits réservés\b",
    re.IGNORECASE,
)
# Whatever a pattern finds has one of its words in it, folded. None has an i: for a pattern, ı is one as well.
COOKIE_WORDS = ("cook", "куки", "you agree", "you accept", "you consent", "продолжая")
COPYRIGHT_WORDS = ("©", "(c)", "copyr", "reserved", "защищены", "vorbehalten", "servés")
REGISTRATION_WORDS = ("свидетельство", "зарегистрирован", "ssn", "tered")

REGISTRATION = re.compile(
    r"свидетельство о регистрации|зарегистрирован\w*\s.{0,80}(?:роскомнадзор|федеральн)|\bISSN\s[\dX-]+"
    r"|\bregistered (?:as|by|with)\b.{0,60}\b(?:newspaper|mass media|media outlet|roskomnadzor|no\.)",
    re.IGNORECASE,
)
MISTAKE = re.compile(
    r"^(?:(?:did|have) you |if you(?:'ve| have)? )?(?:spot(?:ted)?|found|find|see|notice[d]?"
    r"|seen)\s(?:an?|any)\s"
    r"(?:mistake|error|typo|inaccuracy)\b|\bctrl\s?\+\s?enter\b|^(?:report|send us) (?:an? )?(?:error"
    r"|mistake|correction)"
    r"|^(?:если вы )?(?:нашли|заметили|увидели) (?:ошибку|опечатку|неточность)",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"^(?:(?:\d+\s)?(?:comments?|replies|responses|комментари[яией]{1,2}|отзыв\w{0,2}|обсуждение)"
    r"(?:\s?[:(]?\s?\d+\)?)?|leave a (?:comment|reply)|(?:what do )?readers? (?:say|comments)"
    r"|join the (?:conversation|discussion)|оставить комментарий|мнения читателей)\s?:?$",
    re.IGNORECASE,
)
"""Headings above what readers said."""
