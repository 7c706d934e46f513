"""The screens of imports. Who brings an archive in changes the whole paper: it takes a permission."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from dateline.archive.choices import RunState
from dateline.archive.formats import UnknownFormatError, choose
from dateline.archive.models import ImportRun, OldAddress
from dateline.archive.rules import RulesError
from dateline.archive.runs.places import all_files_in, entries_file
from dateline.archive.runs.starting import is_at_work, start_process, stop_run
from dateline.archive.runs.unpacking import UploadRefusedError, archive_named, take_in_upload
from dateline.desk.accounts.rights import person_of
from dateline.desk.importing.forms import NewImportForm, RulesForm
from dateline.desk.importing.showing import entries_from, preview_of, progress_of
from dateline.desk.screens import PermittedScreen

MAY_IMPORT = "paper_archive.import_archive"
SECONDS = 5


class ImportScreen(PermittedScreen):
    """What the screens have in common."""

    permission_required = MAY_IMPORT
    header_icon = "download"

    def run(self) -> ImportRun:
        found: ImportRun = get_object_or_404(ImportRun, pk=self.kwargs["number"])
        return found


class ImportListView(ImportScreen):
    """All imports, and the form for a new one."""

    page_title = gettext_lazy("Import")
    template_name = "desk/importing/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(NewImportForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NewImportForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return redirect("imports:prepare", self._new_run(form).pk)
            except (UploadRefusedError, UnknownFormatError) as error:
                form.add_error(None, str(error))
        return self._shown(form, status=422)

    def _new_run(self, form: NewImportForm) -> ImportRun:
        uploads, name = form.cleaned_data["uploads"], form.cleaned_data["folder"]
        source = take_in_upload(uploads) if uploads else archive_named(name)
        if source is None:
            raise UploadRefusedError(_("There is no such archive on the server."))
        files = all_files_in([source])
        if not files:
            raise UploadRefusedError(_("There is no file in it."))
        chosen = choose(files[:20], form.cleaned_data["format_name"] or None)
        return ImportRun.objects.create(
            sources=[str(source)], format=chosen.name, total=len(files), user=person_of(self.request)
        )

    def _shown(self, form: NewImportForm, *, status: int = 200) -> HttpResponse:
        now = timezone.now()
        runs = [progress_of(run, now=now) for run in ImportRun.objects.select_related("user")[:50]]
        return self.shown(form=form, runs=runs, status=status)


class PrepareView(ImportScreen):
    """Ten stories as they would come in, and what becomes of the archive's names."""

    page_title = gettext_lazy("Prepare an import")
    template_name = "desk/importing/prepare.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.run()
        if run.state != RunState.WAITING:
            return redirect("imports:run", run.pk)
        preview = preview_of(run)
        return self._shown(run, preview, RulesForm(sections=preview.sections, authors=preview.authors))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.run()
        if run.state != RunState.WAITING:
            return redirect("imports:run", run.pk)
        preview = preview_of(ImportRun(sources=run.sources, format=run.format))
        form = RulesForm(request.POST, sections=preview.sections, authors=preview.authors)
        if not form.is_valid():
            return self._shown(run, preview, form, status=422)
        try:
            run.options = {
                "rules": form.rules(),
                "fetch_pictures": form.cleaned_data["fetch_pictures"],
                "pictures": [],
            }
            run.save(update_fields=["options"])
            preview = preview_of(run)
        except RulesError as error:
            form.add_error("more", str(error))
            return self._shown(run, preview, form, status=422)
        if "start" in request.POST:
            return _start(request, run)
        return self._shown(run, preview, form)

    def _shown(self, run: ImportRun, preview: Any, form: RulesForm, *, status: int = 200) -> HttpResponse:
        return self.shown(run=run, preview=preview, form=form, status=status)


class RunView(ImportScreen):
    """How far an import is, what came of it, and the way back."""

    page_title = gettext_lazy("An import")
    template_name = "desk/importing/run.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.run()
        progress = progress_of(run, now=timezone.now())
        start = request.GET.get("from", "0")
        only_trouble = "all" not in request.GET
        entries, after = entries_from(run, int(start) if start.isdecimal() else 0, only_trouble=only_trouble)
        response = self.shown(
            run=run,
            progress=progress,
            entries=entries,
            after=after,
            only_trouble=only_trouble,
            old_addresses=OldAddress.objects.filter(run=run).count(),
        )
        if progress.is_busy:
            # Without script: the browser asks again by itself.
            response["Refresh"] = str(SECONDS)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.run()
        progress = progress_of(run, now=timezone.now())
        if "stop" in request.POST:
            stop_run(run=run)
            messages.success(request, _("The import stops after what it is doing now."))
        elif "start" in request.POST and progress.may_start:
            return _start(request, run)
        elif "undo" in request.POST and progress.may_undo:
            start_process("undo", run)
            messages.success(request, _("The import is being undone."))
        return redirect("imports:run", run.pk)


class ReportView(ImportScreen):
    """The report as JSON lines, and the old addresses as a table, to be kept elsewhere."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        run = self.run()
        if kwargs["what"] == "addresses":
            rows = OldAddress.objects.filter(run=run).order_by("pk")
            lines = (
                f"{row.address}\t{'410' if row.is_gone else row.target or row.story_uuid}\n"
                for row in rows.iterator()
            )
            return _download(chain(("address\tleads to\n",), lines), f"old-addresses-{run.pk}.tsv")
        path = entries_file(run)
        if not path.exists():
            raise Http404
        return _download(_lines(path), f"import-{run.pk}.jsonl")


def _start(request: HttpRequest, run: ImportRun) -> HttpResponse:
    if is_at_work():
        messages.error(request, _("Another import is at work. Wait for its end, or stop it."))
    else:
        start_process("carry", run)
        messages.success(request, _("The import has begun. It goes on when you leave this page."))
    return redirect("imports:run", run.pk)


def _lines(path: Path) -> Any:
    with path.open("rb") as file:
        yield from file


def _download(lines: Any, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
