"""The form of a house rule: its examples are tried before it is saved."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from dateline.copydesk.choices import HouseRuleKind, Severity
from dateline.copydesk.engine.desk import HouseRule as EngineRule
from dateline.copydesk.house_rules import problems_of_rule


class HouseRuleForm(WagtailAdminModelForm):
    """The form of a house rule."""

    def clean(self) -> dict[str, Any]:
        cleaned = dict(super().clean() or {})
        if self.errors:
            return cleaned
        problems = problems_of_rule(
            engine_rule("house.new", cleaned),
            must_match=cleaned["must_match"],
            must_not_match=cleaned["must_not_match"],
        )
        for field, texts in problems.items():
            for text in texts:
                self.add_error(field, text)
        return cleaned


def engine_rule(rule_id: str, fields: dict[str, Any]) -> EngineRule:
    """Return a rule as the engine takes it."""
    return EngineRule(
        id=rule_id,
        kind=HouseRuleKind(fields["kind"]),
        pattern=fields["pattern"],
        replacement=fields["replacement"],
        severity=Severity(fields["severity"]),
        message=fields["message"],
        why=fields["why"],
        language=fields["language"],
        any_case=fields["any_case"],
    )
