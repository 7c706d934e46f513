"""The furniture's words in both languages; original, as every paper has them."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "by": "By {}", "author": "Author: {}", "update": "Update", "published": "Published:", "updated": "Updated:",
        "share": "Share on Facebook|Tweet|Telegram", "popular": "Most read", "latest": "Latest news",
        "ago": "{} hours ago", "related": "Related", "also": "Read also:", "tags": "Tags",
        "bio": "{} is a columnist who writes about harbors and the people in them.",
        "comments": "Comments (3)", "ads": "Advertisement", "ad": "Advertisement",
        "cookie": "This website uses cookies. By continuing to browse you agree to our cookie policy.|Accept",
        "newsletter": "Sign up for our newsletter|The week’s best stories in your inbox.|Enter your e-mail|Subscribe",
        "subscribe": "Subscribe to our Telegram channel", "mistake": "Spotted a mistake? Select it and press Ctrl+Enter.",
        "disclaimer": "The views expressed in opinion pieces do not necessarily reflect the position of this newspaper.",
        "pages": "Previous|Next", "languages": "English|Русский", "search": "Search",
        "foot": "About Us|Contact|Advertise|Privacy Policy|Facebook|Twitter|RSS|© 1921–2017 The Harbor Post. All rights reserved.",
    },
    "ru": {
        "by": "Автор: {}", "author": "Автор: {}", "update": "Обновлено", "published": "Опубликовано:",
        "updated": "Обновлено:", "share": "Поделиться|ВКонтакте|Telegram", "popular": "Популярное",
        "latest": "Последние новости", "ago": "{} часа назад", "related": "Читайте также", "also": "Читайте также:",
        "tags": "Теги", "bio": "{} — колумнист, пишет о портах и людях в них.", "comments": "Комментарии (3)",
        "ads": "Реклама", "ad": "Реклама",
        "cookie": "Этот сайт использует файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь с этим.|Принять",
        "newsletter": "Подпишитесь на нашу рассылку|Лучшие тексты недели в вашем почтовом ящике.|Ваш e-mail",
        "subscribe": "Подписывайтесь на наш Telegram-канал", "mistake": "Нашли ошибку? Выделите её и нажмите Ctrl+Enter.",
        "disclaimer": "Мнение автора может не совпадать с мнением редакции и не обязательно отражает её позицию.",
        "pages": "Назад|Вперёд", "languages": "English|Русский", "search": "Поиск",
        "foot": "О редакции|Контакты|Реклама|Политика конфиденциальности|ВКонтакте|Telegram|RSS|© 1921–2017 «Портовая газета». Все права защищены. 16+",
    },
}  # fmt: skip
