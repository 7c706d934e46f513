"""The words of dates and times that pages print, in the languages of the papers met so far."""

_MONTHS = (
    "jan january янв январь января januar janvier enero stycznia січня",
    "feb february фев февр февраль февраля februar février fevrier febrero lutego лютого",
    "mar march мар март марта märz marz mars marzo marca березня",
    "apr april апр апрель апреля avril abril kwietnia квітня",
    "may май мая mai mayo maja травня",
    "jun june июн июнь июня juni juin junio czerwca червня",
    "jul july июл июль июля juli juillet julio lipca липня",
    "aug august авг август августа août aout agosto sierpnia серпня",
    "sep sept september сен сент сентябрь сентября septembre septiembre września вересня",
    "oct october окт октябрь октября okt oktober octobre octubre października жовтня",
    "nov november ноя нояб ноябрь ноября novembre noviembre listopada листопада",
    "dec december дек декабрь декабря dez dezember décembre decembre diciembre grudnia грудня",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}

WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс среду пятницу субботу "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo".split()
)
PUBLISHED = frozenset(
    "published posted publication pub created issued опубликовано опубликована опубликован публикация "
    "размещено создано дата veröffentlicht erstellt publié publiée publicado publicada "
    "опубліковано date".split()
)
UPDATED = frozenset(
    "updated update upd modified edited revised обновлено обновлена обновлен обновлён обновление "
    "изменено изменение отредактировано дополнено апдейт aktualisiert aktualisierung jour modifié "
    "actualizado actualizada actualización оновлено zaktualizowano".split()
)
FILLERS = frozenset(
    "at on the of in last first latest and time local moscow o'clock в во на г гг год года время времени "
    "по московскому московское местному последнее дата публикации материала статьи новости "
    "am um den der le à a las el de del du mis uhr heures zuletzt horas ч час hrs hours".split()
)
"""Words that carry nothing here. Alone they make no date, so that headlines cannot pass for one."""

TODAY = frozenset("today сегодня heute".split())
YESTERDAY = frozenset("yesterday вчера gestern".split())

OFFSETS = {
    "gmt": 0,
    "utc": 0,
    "msk": 180,
    "мск": 180,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "bst": 60,
    "est": -300,
    "edt": -240,
    "pst": -480,
    "pdt": -420,
}
"""Named zones as minutes east of Greenwich."""
