"""Let stories and their plans meet."""

from dateline.desk.planning.side_panel import PlanSidePanel
from dateline.stories.side_panels import register_side_panel


def connect_planning() -> None:
    """Register the panel that shows the plan beside its story."""
    register_side_panel(PlanSidePanel)
