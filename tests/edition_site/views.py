"""Pages of the test site."""

import io
import time
from datetime import timedelta

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from dateline.edition.configuration import edition_configuration
from dateline.edition.exposition import metrics_text
from dateline.edition.keys import announce, announce_good_until
from dateline.edition.render import Renderer
from tests.edition_site.actions import remove_note, write_note
from tests.edition_site.models import Note, Rendition


def front(request: HttpRequest) -> HttpResponse:
    announce("front")
    items = "".join(f"<li>{note.section}: {note.title}" for note in Note.objects.order_by("-id")[:10])
    return HttpResponse(f"<h1>Front</h1><ul>{items}</ul>" + "<p>filler</p>" * 50)


def section(request: HttpRequest, slug: str) -> HttpResponse:
    announce(f"section/{slug}")
    items = "".join(f"<li>{note.title}" for note in Note.objects.filter(section=slug).order_by("-id")[:5])
    return HttpResponse(f"<h1>{slug}</h1><ul>{items}</ul>")


def note(request: HttpRequest, slug: str) -> HttpResponse:
    announce(f"note/{slug}")
    found = Note.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return HttpResponse(f"<h1>{found.title}</h1><p>{found.body}</p>" + "<p>A line of text.</p>" * 20)


def quiet(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget to announce what was not found."""
    if not Note.objects.filter(slug=slug).exists():
        raise Http404
    return note(request, slug)


def search(request: HttpRequest) -> HttpResponse:
    announce("front")
    found = Note.objects.filter(title__contains=request.GET.get("q", "")).order_by("id")
    return HttpResponse("".join(f"<li>{item.title}" for item in found))


def until(request: HttpRequest) -> HttpResponse:
    announce("until")
    now = timezone.now()
    announce_good_until(now + timedelta(seconds=1))
    return HttpResponse(f"rendered {now.isoformat()}")


def visitor(request: HttpRequest) -> HttpResponse:
    announce("visitor")
    response = HttpResponse(f"hello {request.COOKIES.get('name', 'nobody')} {request.GET.get('x', '')}")
    response.set_cookie("seen", "1")
    return response


def writes(request: HttpRequest) -> HttpResponse:
    announce("writes")
    Rendition.objects.get_or_create(name="first")
    return HttpResponse(f"renditions: {Rendition.objects.count()}")


def fails(request: HttpRequest) -> HttpResponse:
    announce("front")
    if Note.objects.filter(slug="boom").exists():
        raise RuntimeError("as asked")
    return HttpResponse("fine" * 100)


def slow(request: HttpRequest) -> HttpResponse:
    announce("front")
    time.sleep(0.3)
    return HttpResponse(f"slow {Note.objects.count()}")


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.method} {len(request.body)} {request.GET.urlencode()}")


def may_upload(cookies: str) -> bool:
    return "name=staff" in cookies


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"one ", b"two ", b"three"]))


def unkeyed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody knows what this depends on")


def publish(request: HttpRequest) -> HttpResponse:
    """Publish over HTTP, so that tests can ask which process did."""

    given = {
        name: request.POST[name] for name in ("slug", "title", "section", "body") if name in request.POST
    }
    entry = write_note(**given)
    return HttpResponse(str(entry.number))


def fresh(request: HttpRequest) -> HttpResponse:
    """Show what a page would be if it were rendered now, past every store."""
    renderer = Renderer(WSGIHandler(), base_url=settings.BASE_URL)
    rendering = renderer.render(request.GET["address"])
    return HttpResponse(rendering.body, status=rendering.status)


def remove(request: HttpRequest) -> HttpResponse:
    remove_note(slug=request.POST["slug"])
    return HttpResponse("removed")


def metrics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(metrics_text(edition_configuration(), timezone.now()), content_type="text/plain")


def style(request: HttpRequest) -> FileResponse:
    """A file whose address names its content."""
    response = FileResponse(io.BytesIO(b"p { margin: 0 }\n" * 50), content_type="text/css")
    response.headers["Cache-Control"] = "max-age=315360000, public, immutable"
    return response
