"""The fixed wording of page furniture in several languages: share, subscribe, related, company, imprint.

Nothing here belongs to one paper. Matching is on folded text, see `lines.fold`.
"""

import re


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.replace("\n", "|").split("|") if phrase.strip())


RELATED = _phrases(
    """related|related stories|related articles|related news|related content|related links|related topics
    related coverage|more on this story|more on this topic|more on this|more stories|more like this|more from us
    more news|read more|read also|read next|read on|see also|also read|also in the news|you may also like
    you might also like|you may be interested in|recommended|recommended for you|recommended reading|up next
    further reading|don't miss|in case you missed it|keep reading|what to read next|continue reading|more in
    most read|most popular|popular|trending|trending now|editor's picks|editors' picks|top stories|latest
    latest news|latest stories|other news|other stories|more headlines|elsewhere
    читайте также|читать также|читайте ещё|читайте еще|смотрите также|см. также|по теме|материалы по теме
    статьи по теме|новости по теме|ещё по теме|еще по теме|другие новости|другие материалы|похожие материалы
    похожие новости|похожие статьи|связанные материалы|рекомендуем|вам может быть интересно|вас может заинтересовать
    самое читаемое|популярное|главное|главные новости|последние новости|что почитать|читать далее|ещё новости
    еще новости|сюжет|в тему|интересное|это интересно|читайте в разделе|также по теме
    читайте також|за темою|дивіться також|lire aussi|à lire aussi|voir aussi|sur le même sujet|à lire également
    siehe auch|mehr zum thema|lesen sie auch|auch interessant|das könnte sie auch interessieren|verwandte artikel
    leer también|lea también|te puede interesar|noticias relacionadas|relacionados|artículos relacionados
    leia também|leia mais|czytaj także|zobacz także|czytaj również|leggi anche|lees ook|läs också|les også"""
)

FOOTER = _phrases(
    """company|about|about us|about the paper|our company|contact|contact us|contacts|imprint|impressum|advertise
    advertise with us|advertising|jobs|careers|work with us|privacy|privacy policy|terms|terms of use
    terms of service|terms and conditions|cookie policy|where to find us|follow|follow us|follow us on|connect
    stay connected|newsroom|masthead|legal|legal notice|site map|sitemap|help|faq|support us|corrections
    subscriptions|our team|staff|ethics policy|editorial policy|rss|print editions|back to top|copyright
    о нас|о компании|о редакции|о газете|о проекте|об издании|компания|редакция|контакты|реклама|вакансии
    рекламодателям|подписка на газету|правила использования|пользовательское соглашение
    политика конфиденциальности|обратная связь|мы в соцсетях|следите за нами|подписывайтесь на нас|наверх
    исправления|нашли ошибку|карта сайта|выходные данные|архив номеров|печатная версия|помощь|поддержать нас
    datenschutz|kontakt|über uns|karriere|mentions légales|nous contacter|qui sommes-nous|aviso legal|contacto
    quiénes somos|про нас|контакти|про редакцію"""
)

SOCIAL = _phrases(
    """facebook|twitter|x (twitter)|instagram|telegram|youtube|vk|vkontakte|вконтакте|вк|odnoklassniki|одноклассники
    ok|whatsapp|linkedin|reddit|tiktok|flipboard|mastodon|bluesky|threads|viber|pocket|pinterest|rss|tumblr
    livejournal|google+|snapchat|soundcloud|дзен|яндекс.дзен|яндекс дзен|телеграм|твиттер|фейсбук|ютуб|инстаграм
    messenger|signal|vimeo|spotify|apple podcasts"""
)

CHROME = _phrases(
    """home|menu|search|sign in|sign up|log in|login|log out|register|subscribe|subscribe now|my account|donate
    support us|skip to content|skip to main content|close|open menu|toggle navigation|back|next|previous|english
    loading|loading…|loading...|top|show more|load more|view all|see all|all news|advertisement|ad|sponsored
    e-paper|today's paper|support independent journalism|русский|главная|меню|поиск|войти|вход|регистрация
    подписаться|закрыть|назад|реклама|показать ещё|показать еще|все новости|наверх|en|ru|eng|рус|на главную
    print|e-mail|email|save|listen|gift this article|copy link|link copied|share|share this|share this article
    share this story|share article|tweet|like|comment|comments|no comments|send|поделиться|распечатать|печать
    сохранить|комментарии|отправить|слушать|скопировать ссылку|нравится|в закладки|teilen|partager|compartir
    accept|accept all|i agree|agree|got it|ok|reject all|manage preferences|согласен|принять|понятно|хорошо
    tags|topics|newsletter|newsletters|теги|метки|рассылка|breaking news|latest news|ticker|news feed|live
    лента новостей|новости часа|advertisement · continue below|story continues below|article continues below
    photo gallery|view gallery|enlarge image|open image|play video|watch video|zoom|expand|hide caption|caption"""
)

NEWSLETTER_START = re.compile(
    r"^(?:sign up (?:for|to|now|here)|subscribe (?:to|now|today|for|here)|get (?:the|our|all)\b.{0,80}"
    r"(?:inbox|newsletter|e-?mail|briefing)|join our\b.{0,40}(?:newsletter|mailing|channel|list)|newsletter\b"
    r"|our (?:weekly|daily|free) newsletter|never miss|enter your e-?mail|your e-?mail|e-?mail address"
    r"|подпишитесь|подписывайтесь|подписаться на|получайте|введите (?:ваш )?(?:e-?mail|адрес)|ваш e-?mail"
    r"|наш (?:канал|телеграм)|наша рассылка|читайте нас в)",
    re.IGNORECASE,
)
NEWSLETTER_INSIDE = re.compile(
    r"\b(?:in|to|into) your (?:in-?box|mailbox)\b|\bweekly newsletter\b|\bunsubscribe at any time\b"
    r"|\bwe (?:never|don't|will never) spam\b|в вашем почтовом ящике|на вашу почту|отписаться в любой момент",
    re.IGNORECASE,
)
COOKIES = re.compile(
    r"\b(?:we|this (?:web)?site|our (?:web)?site)\b.{0,60}\buses? cookies\b|\bcookies?\b.{0,120}\b(?:accept|agree|"
    r"consent|continu)|\bby (?:continuing|using|browsing)\b.{0,80}\b(?:you agree|you accept|you consent)\b"
    r"|использу\w+\s(?:файлы\s)?(?:cookies?|куки)|продолжая (?:пользоваться|использовать)",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"^(?:share|tweet|post|send|pin|поделиться|отправить)(?:\s(?:this|on|via|to|with|в|на|article|story))*\b[\s:|·•/,—-]*$"
    r"|^(?:share|tweet|follow us|поделиться|отправить)\s?(?:this|on|via|to|with|в|by)?\b.{0,70}\b(?:facebook|twitter|"
    r"telegram|whatsapp|vk|linkedin|e-?mail|reddit|вконтакте|телеграм\w*|фейсбук\w*|твиттер\w*|соцсет\w+)\b.{0,60}$"
    r"|^\d+\s*(?:shares?|tweets?|likes?|comments?|views?|комментари\w+|просмотр\w*|репост\w*)$"
    r"|^(?:shares?|comments?|views?|комментари\w+|просмотр\w+)\s*[:(]?\s*\d+\)?$|^leave a (?:comment|reply)|^join the "
    r"(?:conversation|discussion)|^оставить комментарий|^add a comment|^show comments",
    re.IGNORECASE,
)
TAGS = re.compile(
    r"^(?:tags?|topics?|filed under|keywords|more on|read more (?:about|on)|see more on|теги|тэги|метки|темы"
    r"|ключевые слова|рубрики|schlagwörter|mots-clés|etiquetas)\s*:\s*(\S.*)$",
    re.IGNORECASE,
)
INLINE_RELATED = re.compile(
    r"^[\[(»>→•*\s]*(?:read more|read also|also read|see also|read|more|related(?: (?:story|article))?|watch|listen"
    r"|don't miss|read next|further reading|in depth|background|читайте также|читайте ещё|читайте еще|см\. также"
    r"|смотрите также|подробнее|по теме|читайте|ещё по теме|lire aussi|siehe auch|lesen sie auch|mehr"
    r"|lea también|leer también|czytaj także|читайте також)\s*(?::|»|→|>|—\s)\s*(\S.*?)[\])]*$",
    re.IGNORECASE,
)
READING_TIME = re.compile(
    r"^(?:(?:reading time|time to read|время (?:на )?чтени\w+)\s*[:—-]?\s*)?(?:about |~|≈)?\d+\s*-?\s*(?:min(?:ute)?s?|мин\w*)\.?"
    r"(?:\s*(?:read|to read|reading|чтени\w+|на чтение))?$",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\bviews?(?: and opinions?)?\b.{0,120}\b(?:do(?:es)? not|don't|not)\b.{0,30}\b(?:necessarily|reflect|represent)\b"
    r"|\bopinions? expressed\b.{0,120}\bnot\b|мнени[ея] автор\w+\s.{0,60}\bне совпада|мнени[ея] (?:редакции|автор\w+).{0,80}"
    r"\b(?:не (?:обязательно )?(?:совпадает|отражает)|может не)",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"©|\(c\)\s*\d{4}|\bcopyright\b.{0,20}\d{4}|\ball rights reserved\b|\bвсе права защищены\b|свидетельство о регистрации"
    r"|зарегистрирован\w*\s.{0,80}(?:роскомнадзор|федеральн)|\bISSN\b|\balle rechte vorbehalten\b|\btous droits réservés\b"
    r"|\bregistered (?:as|by|with)\b.{0,60}\b(?:newspaper|mass media|media outlet|roskomnadzor|no\.)",
    re.IGNORECASE,
)
MISTAKE = re.compile(
    r"\b(?:spot(?:ted)?|found|find|see|notice[d]?|seen)\s(?:an?|any)\s(?:mistake|error|typo|inaccuracy)\b|ctrl\s?\+\s?enter"
    r"|\b(?:report|send) (?:an?|us) (?:error|mistake|correction)|(?:нашли|заметили|увидели) (?:ошибку|опечатку|неточность)",
    re.IGNORECASE,
)
